"""From a parcel to the way that its target wants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from meetingtui.errors import UsageError
from meetingtui.sending.outcome import Delivered, Outcome, Unknown
from meetingtui.sending.parcel import Parcel
from meetingtui.sending.smtp import mail
from meetingtui.sending.targets import Kind, Target, revealed, target_named
from meetingtui.sending.timed import PATIENCE
from meetingtui.sending.webhook import checked_url, post
from meetingtui.settings import Settings


class Delivery:
    """Delivers to the targets of the settings; secrets are looked up when they are needed."""

    def __init__(
        self,
        settings: Settings,
        environ: Mapping[str, str],
        folder: Path,
        patience: float = PATIENCE,
    ) -> None:
        """Deliver to the targets of `settings`, whose file is in `folder`."""
        self._settings = settings
        self._environ = environ
        self._folder = folder
        self._patience = patience

    def __call__(self, parcel: Parcel, now: datetime) -> Outcome:
        """Deliver `parcel`; raises UsageError and NotFoundError where the settings are off."""
        target = target_named(self._settings, parcel.target)
        if target.kind is Kind.MAIL:
            password = self._secret(target.password) if target.password else ""
            return mail(target, password, parcel.payload.encode(), self._patience)
        url = self._secret(target.url)
        if target.kind is Kind.NOTIFY:
            return _notified(url, parcel)
        return post(url, parcel.payload.encode(), now, self._patience)

    def where(self, target: Target) -> str:
        """Return what `target` is for people who look before they send; no secret is in it.

        Raises UsageError where the settings are off.
        """
        if target.kind is Kind.MAIL:
            return f"mail to {', '.join(target.to)} by {target.host}"
        url = self._secret(target.url)
        if target.kind is Kind.NOTIFY:
            return f"notify, {url.partition(':')[0]}"
        return f"{target.kind}, {checked_url(url).hostname}"

    def _secret(self, reference: str) -> str:
        return revealed(reference, self._environ, self._folder)


def _notified(url: str, parcel: Parcel) -> Outcome:
    """Hand `parcel` to apprise, which does not say why it fails."""
    try:
        import apprise
    except ImportError as error:
        raise UsageError("apprise is not installed; pip install 'meetingtui[notify]'") from error
    sender = apprise.Apprise()
    if not sender.add(url):
        raise UsageError("the address of the target is none that apprise knows")
    deliver = sender.notify
    if deliver(body=parcel.payload, title=parcel.subject):
        return Delivered()
    return Unknown("apprise says that it failed, and not whether anything arrived")
