"""Records and query results -> plain context -> text, HTML, feeds, exports. Pure."""

from onrecord.views import exports as exports
from onrecord.views import marked as marked
from onrecord.views import rows as rows
from onrecord.views import text as text
