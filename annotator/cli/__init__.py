"""The command line: asks the use cases and tells what came of it. Fifth floor: imports all below.

The window is imported inside one function only, and what loads slowly inside the commands, so that
`quoth --help` and all commands but the window work without Qt.
"""
