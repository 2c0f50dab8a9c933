from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "portal.demonstration"
    label = "demonstration"
