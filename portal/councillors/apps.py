from django.apps import AppConfig


class CouncillorsConfig(AppConfig):
    name = "portal.councillors"
    label = "councillors"
