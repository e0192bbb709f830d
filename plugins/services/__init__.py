"""Comment services, each a module: the way there, what a page shows of it, and what that needs.

Nothing here asks a service for anything: a page is made of the settings and of the snapshot.
"""

from __future__ import annotations

from collections.abc import Mapping

from plugins.model.settings import Settings
from plugins.services import giscus, isso, link, mail
from plugins.services.service import Service

SERVICES: Mapping[str, Service] = {"link": link, "mail": mail, "isso": isso, "giscus": giscus}


def service_of(settings: Settings) -> Service:
    """The service of the settings."""
    return SERVICES[settings.comments_service]
