"""The site: the archive in a browser and as an API, at the same addresses. Needs the extra `web`.

`application(settings)` is the ASGI application; `onrecord serve` runs it.
"""

from onrecord.web.app import application as application
from onrecord.web.settings import Settings as Settings
