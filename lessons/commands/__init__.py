"""The commands of the core, one module each; they are loaded when called."""
