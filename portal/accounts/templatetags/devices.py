"""How a device is called in the list of one's sign-ins."""

from django import template

register = template.Library()

# In this order: browsers name those that they descend from too.
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("CriOS", "Chrome"),
            ("FxiOS", "Firefox"), ("Safari", "Safari")]  # fmt: skip
SYSTEMS = [("Windows", "Windows"), ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"),
           ("CrOS", "a Chromebook"), ("Mac OS", "a Mac"), ("Linux", "Linux")]  # fmt: skip


@register.filter
def device(user_agent: str) -> str:
    """What a browser says of itself, as "Firefox on Windows"; as "A device" where it says nothing that is known."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    return browser or (f"A browser on {system}" if system else "A device")
