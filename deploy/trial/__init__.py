"""Starts what compose.yaml describes with podman, uses it as people would, and removes it again: `deploy/check`."""
