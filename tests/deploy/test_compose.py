"""compose.yaml promises what it must, and says the same as the rest of the repository."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from deploy.trial.composition import FILE, ROOT, UnsetVariableError, read_networks, read_services
from tutor.configuration import Configuration
from tutor.embedded.layout import Layout
from tutor.embedded.services import services as embedded_services

SECRETS = dict.fromkeys(("CLASSROOM_SECRET_KEY", "CLASSROOM_DATABASE_PASSWORD", "CLASSROOM_VALKEY_PASSWORD"), "s" * 40)
SERVICES = read_services(SECRETS)
PROFILE = json.loads((ROOT / "deploy" / "worker-seccomp.json").read_text())
# Beyond what an engine's own profile gives to a process without capabilities.
INNER_WALLS = {"clone", "unshare", "mount", "umount2", "pivot_root", "sethostname"}
every_service = pytest.mark.parametrize("name", SERVICES)


def test_all_parts_are_there() -> None:
    assert set(SERVICES) == {"database", "valkey", "prepare", "web", "worker", "sweeper"}
    assert set(SERVICES["worker"]["networks"]) == {"runs"}
    assert read_networks() == {"front": False, "site": True, "runs": True}
    assert [name for name, service in SERVICES.items() if "runs" in service["networks"]] == [
        "database",
        "valkey",
        "worker",
    ]


@pytest.mark.parametrize("name", SECRETS)
def test_nothing_starts_without_a_secret(name: str) -> None:
    for variables in ({**SECRETS, name: ""}, {other: value for other, value in SECRETS.items() if other != name}):
        with pytest.raises(UnsetVariableError, match=f"^{name} .*deploy/README.md"):
            read_services(variables)


def test_no_secret_is_written_down() -> None:
    lines = [line for line in FILE.read_text().splitlines() if "PASSWORD" in line or "SECRET" in line]
    assert len(lines) == 6
    # The provider's is the one that need not be set, and is empty then.
    assert [line for line in lines if ":?" not in line] == [
        "  CLASSROOM_OIDC_CLIENT_SECRET: ${CLASSROOM_OIDC_CLIENT_SECRET:-}"
    ]


@every_service
def test_settings_are_ones_the_site_knows(name: str) -> None:
    ours = {key for key in SERVICES[name].get("environment", {}) if key.startswith("CLASSROOM_")}
    assert {key.removeprefix("CLASSROOM_").lower() for key in ours} <= set(Configuration.model_fields)


@pytest.mark.parametrize("name", ["prepare", "web", "worker", "sweeper"])
def test_the_site_takes_its_settings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for key, value in SERVICES[name]["environment"].items():
        monkeypatch.setenv(key, value)
    taken = Configuration()
    assert taken.database_url == f"postgresql://classroom:{'s' * 40}@database/classroom"
    assert taken.redis_url == f"redis://:{'s' * 40}@valkey:6379/0"
    assert "127.0.0.1" in taken.allowed_hosts, "the health check asks there"


@every_service
def test_no_service_is_privileged(name: str) -> None:
    service = SERVICES[name]
    assert service["user"] == "1000:1000"
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True
    assert "no-new-privileges=true" in service["security_opt"]
    assert not service.keys() & {
        "privileged",
        "cap_add",
        "devices",
        "pid",
        "ipc",
        "userns_mode",
        "network_mode",
        "cgroup",
    }
    assert all(value.split(":")[0] in ("database", "valkey", "site") for value in service.get("volumes", []))


@every_service
def test_every_service_is_bounded(name: str) -> None:
    service = SERVICES[name]
    assert {"mem_limit", "pids_limit", "init"} <= service.keys()
    assert all("size=" in entry for entry in service["tmpfs"])


@every_service
def test_every_service_has_a_health_check_or_a_reason(name: str) -> None:
    service = SERVICES[name]
    assert ("healthcheck" in service) != ("x-no-healthcheck" in service)


@every_service
def test_services_wait_for_what_they_need(name: str) -> None:
    for other, wait in SERVICES[name].get("depends_on", {}).items():
        needed = "service_healthy" if "healthcheck" in SERVICES[other] else "service_completed_successfully"
        assert wait["condition"] == needed, other


@pytest.mark.parametrize("name", ["web", "worker", "sweeper"])
def test_commands_are_those_of_up(name: str, tmp_path: Path) -> None:
    """Python and paths differ; where the web server listens is the container's own."""
    embedded = {service.name: service.command for service in embedded_services(Layout(tmp_path), "0.0.0.0", 8000)}
    same = {sys.executable: "python", str(ROOT / "manage.py"): "manage.py"}
    assert SERVICES[name]["command"] == [same.get(word, word) for word in embedded[name]]


def test_the_worker_finishes_its_runs_before_it_is_stopped() -> None:
    worker = next(service for service in embedded_services(Layout(Path("/data")), "", 0) if service.name == "worker")
    assert int(SERVICES["worker"]["stop_grace_period"].removesuffix("s")) > worker.stop_seconds


def test_only_the_worker_is_loosened() -> None:
    loosened = {name: service["security_opt"][1:] for name, service in SERVICES.items() if service["security_opt"][1:]}
    assert loosened == {
        "worker": ["seccomp=./deploy/worker-seccomp.json", "systempaths=unconfined", "apparmor=unconfined"]
    }


def test_the_profile_gives_a_reason_for_every_rule() -> None:
    assert PROFILE["defaultAction"] == "SCMP_ACT_ERRNO"
    assert {rule["action"] for rule in PROFILE["syscalls"]} == {"SCMP_ACT_ALLOW"}
    assert all(len(rule["comment"]) > 20 for rule in PROFILE["syscalls"])
    added = [rule for rule in PROFILE["syscalls"] if rule["comment"].startswith("ADDED")]
    assert {name for rule in added for name in rule["names"]} == INNER_WALLS
    assert all(len(rule["names"]) == 1 for rule in added), "one reason each"


def test_the_profile_leaves_out_what_nothing_here_needs() -> None:
    allowed = {name for rule in PROFILE["syscalls"] for name in rule["names"]}
    assert not allowed & {
        "acct", "add_key", "bpf", "chroot", "clone3", "delete_module", "fanotify_init", "finit_module", "fsopen",
        "init_module", "io_uring_setup", "ioperm", "iopl", "kcmp", "kexec_load", "keyctl", "mknod", "mknodat",
        "modify_ldt", "move_mount", "mq_open", "msgget", "name_to_handle_at", "open_by_handle_at", "open_tree",
        "perf_event_open", "personality", "pidfd_getfd", "process_vm_readv", "process_vm_writev", "ptrace", "reboot",
        "request_key", "semget", "setns", "settimeofday", "swapon", "syslog", "userfaultfd", "vmsplice",
    }  # fmt: skip
    families = [rule["args"][0]["value"] for rule in PROFILE["syscalls"] if rule["names"] == ["socket"]]
    assert families == [1, 2, 10, 16]


def test_no_secret_and_nothing_made_here_goes_into_the_image() -> None:
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {".env", ".git", ".cache", ".venv", "var", "node_modules"} <= set(ignored)
    assert ".env" in (ROOT / ".gitignore").read_text().splitlines()


def test_compose_itself_reads_the_file() -> None:
    if not _has_compose():
        pytest.skip("this machine has no `docker compose`")
    read = subprocess.run(
        ["docker", "compose", "--file", FILE, "config", "--format", "json"],
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", **SECRETS},
        capture_output=True,
        text=True,
        check=False,
    )
    assert read.returncode == 0, read.stderr
    assert set(json.loads(read.stdout)["services"]) == set(yaml.safe_load(FILE.read_text())["services"])


def _has_compose() -> bool:
    command = ["docker", "compose", "version"]
    return bool(shutil.which("docker")) and subprocess.run(command, capture_output=True, check=False).returncode == 0
