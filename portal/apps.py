from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class PortalConfig(AppConfig):
    name = "portal"


class StaticFiles(StaticFilesConfig):
    """Collects what our pages use of the libraries' files; others name files that do not exist, in their comments."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "ext", "htmax-*", "htmx-4*"]
