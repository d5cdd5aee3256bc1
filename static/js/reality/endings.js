/** How a run ended, in the reader's language: by the key and the value that its `exited` event tells. */

import { gettext } from "../texts.js";

/** @typedef {import("../events/event.js").Exited} Exited */

/** @type {Record<string, (value: string | number) => string>}  by the keys of sandbox/outcome.py and tutor/attempts/endings.py */
const sentences = {
  ok: () => gettext("The program ended by itself."),
  failed: (value) => gettext("The program ended with an error (exit code {value}).", { value }),
  timed_out: (value) => gettext("The program was stopped: it ran longer than {value} seconds. Does a loop end?", { value }),
  cpu_limit: (value) => gettext("The program was stopped: it used more than {value} seconds of CPU time.", { value }),
  out_of_memory: (value) => gettext("The program was stopped: it needed more than {value} MiB of memory.", { value }),
  output_limit: (value) => gettext("The program was stopped: it printed more than {value} KiB. The beginning is kept.", { value }),
  statement_time: (value) => gettext("The program was stopped: one of its statements took longer than {value} seconds.", { value }),
  statements: (value) => gettext("The program was stopped: it sent more than {value} statements.", { value }),
  database_traffic: (value) => gettext("The program was stopped: it exchanged more than {value} MiB with the database.", { value }),
  database_size: (value) => gettext("The program was stopped: its database grew beyond {value} MiB.", { value }),
  database_memory: (value) => gettext("The program was stopped: its database server needed more than {value} MiB of memory.", { value }),
  database_ended: () => gettext("The program was stopped: its database server ended before it did."),
  crashed: (value) => gettext("The program was ended by signal {value}.", { value }),
  tried: (value) => gettext("Your test met {value} versions of the code.", { value }),
  lost: () => gettext("Our fault: the worker that ran your code was lost, twice. Nothing of yours is to blame; please run it again."),
  broken: () => gettext("Our fault: the sandbox did not work. Your code was not judged; please run it again."),
  stopped: () => gettext("You stopped this run."),
};

/** @param {Exited | null} exited @returns {string | null}  null when only the event's own message can tell */
export function endingOf(exited) {
  return sentences[exited?.ending ?? ""]?.(exited?.value ?? "") ?? null;
}
