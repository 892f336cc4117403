// Compile a folder of modules with the Python that will run them, so that they start sooner.
//
// node compile.mjs PYODIDE FOLDER

import { pathToFileURL } from "node:url";

const [, , home, folder] = process.argv;
const { loadPyodide } = await import(pathToFileURL(`${home}/pyodide.mjs`).href);
const python = await loadPyodide({ indexURL: `${home}/` });
python.FS.mkdirTree("/packages");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/packages");
const whole = python.runPython(`
import compileall
from py_compile import PycInvalidationMode
compileall.compile_dir(
    "/packages", quiet=1, optimize=0, legacy=True,
    invalidation_mode=PycInvalidationMode.UNCHECKED_HASH,
)
`);
process.exit(whole ? 0 : 1);
