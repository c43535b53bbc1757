"""The command palette: what makes sense now, under the same words as the keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from meetingtui.tui.intents import SCOPES, Intent, Scope


class IntentCommands(Provider):
    """Offers the intents that are possible on the screen below."""

    SCOPE: Scope

    async def discover(self) -> Hits:
        """Offer all of them."""
        for intent in self._possible():
            yield DiscoveryHit(intent.help, self._runs(intent), help=intent.label)

    async def search(self, query: str) -> Hits:
        """Offer those that match `query`."""
        matcher = self.matcher(query)
        for intent in self._possible():
            score = matcher.match(intent.help)
            if score > 0:
                shown = matcher.highlight(intent.help)
                yield Hit(score, shown, self._runs(intent), help=intent.label)

    def _possible(self) -> list[Intent]:
        intents = SCOPES[self.SCOPE]
        return [intent for intent in intents if self.screen.check_action("do", (intent.id,))]

    def _runs(self, intent: Intent) -> Callable[[], Awaitable[None]]:
        return partial(self.screen.run_action, f"do('{intent.id}')")


class LiveCommands(IntentCommands):
    """What can be done in a meeting."""

    SCOPE = Scope.LIVE


class ReviewCommands(IntentCommands):
    """What can be done on the review screen."""

    SCOPE = Scope.REVIEW


class HomeCommands(IntentCommands):
    """What can be done at home."""

    SCOPE = Scope.HOME


class SearchCommands(IntentCommands):
    """What can be done when searching."""

    SCOPE = Scope.SEARCH


class TrendsCommands(IntentCommands):
    """What can be done on the screen of trends."""

    SCOPE = Scope.TRENDS
