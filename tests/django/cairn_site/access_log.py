"""A log that two runs can be compared by: one JSON line on standard output for each request of a view.

Only the names of the body's fields are logged, never their values. Static files do not pass here; the development
server's own log has them.
"""

import json
import sys


class AccessLog:
    """Middleware that logs method, path with query, status and the names of the posted fields."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        entry = {
            "method": request.method,
            "path": request.get_full_path(),
            "status": response.status_code,
            "fields": sorted(request.POST.keys()),
        }
        sys.stdout.write("access " + json.dumps(entry) + "\n")
        sys.stdout.flush()
        return response
