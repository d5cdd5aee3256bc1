/** What every page has: the choice of theme, the dialog of keys, menus that close, small niceties of forms. */

import "./site/theme-choice.js";
import "./site/dialogs.js";
import "./site/menus.js";
import "./site/code-field.js";
import "./site/copy-button.js";
import "./site/confirm.js";
import "./site/print-button.js";
import "./site/being-here.js";
