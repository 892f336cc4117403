"""Hold the version, read by the build and by ``birads.__version__``."""

__version__ = "0.1.0"
