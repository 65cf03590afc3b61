"""Tokens of a model call, from any provider's own usage object to the names of OpenTelemetry.

There, input includes what a cache served and stored, and output includes reasoning.
"""

from collections.abc import Mapping
from typing import Any, Optional

from ._values import plain_object

_INPUT = (
    "input_tokens",
    "prompt_tokens",
    "promptTokenCount",
    "prompt_token_count",
    "inputTokens",
    "promptTokens",
)
_OUTPUT = (
    "output_tokens",
    "completion_tokens",
    "candidatesTokenCount",
    "candidates_token_count",
    "outputTokens",
    "completionTokens",
)
_CACHED = (
    "cached_input_tokens",
    "cached_tokens",
    "cachedInputTokens",
    "cachedContentTokenCount",
    "cached_content_token_count",
)
_INPUT_DETAILS = ("prompt_tokens_details", "input_tokens_details")
_OUTPUT_DETAILS = ("completion_tokens_details", "output_tokens_details")
_REASONING = ("reasoning_tokens", "reasoningTokens")
_THOUGHTS = ("thoughtsTokenCount", "thoughts_token_count")
_TOOL_INPUT = ("toolUsePromptTokenCount", "tool_use_prompt_token_count")


def usage_attributes(usage: Any) -> "dict[str, int]":
    """The attributes of a usage object; empty when no counter is in it that we know."""
    given = plain_object(usage)
    beside_read = _count(given, ("cache_read_input_tokens",))
    beside_written = _count(given, ("cache_creation_input_tokens",))
    inside_read = _either(_count(given, _CACHED), _nested(given, _INPUT_DETAILS, "cached_tokens"))
    hour_written = _count(given, ("cache_write_1h_tokens",))
    written = _either(beside_written, _sum(_count(given, ("cache_write_tokens",)), hour_written))
    one_hour = _either(hour_written, _nested(given, ("cache_creation",), "ephemeral_1h_input_tokens"))
    read = _either(inside_read, beside_read)
    caches = (read or 0) + (written or 0)
    tokens_in = _count(given, _INPUT)
    exclusive = inside_read is None and (beside_read is not None or beside_written is not None)
    if tokens_in is None:
        uncached = _count(given, ("uncached_input_tokens",))
        tokens_in = None if uncached is None else uncached + caches
    elif exclusive or caches > tokens_in:
        tokens_in += caches
    thoughts = _count(given, _THOUGHTS)
    reasoning = _either(_count(given, _REASONING), _nested(given, _OUTPUT_DETAILS, "reasoning_tokens"))
    found = {
        "gen_ai.usage.input_tokens": _sum(tokens_in, _count(given, _TOOL_INPUT)),
        "gen_ai.usage.output_tokens": _sum(_count(given, _OUTPUT), thoughts),
        "gen_ai.usage.cache_read.input_tokens": read,
        "gen_ai.usage.cache_creation.input_tokens": written,
        "gen_ai.usage.reasoning.output_tokens": _either(thoughts, reasoning),
        "spoor.usage.cache_write_1h_tokens": one_hour,
    }
    return {name: count for name, count in found.items() if count is not None}


def _count(given: "Mapping[str, Any]", names: "tuple[str, ...]") -> Optional[int]:
    for name in names:
        count = given.get(name)
        if type(count) is int and count >= 0:
            return count
    return None


def _nested(given: "Mapping[str, Any]", parents: "tuple[str, ...]", name: str) -> Optional[int]:
    for parent in parents:
        details = given.get(parent)
        if details is not None and not isinstance(details, (str, list, tuple)):
            count = _count(plain_object(details), (name,))
            if count is not None:
                return count
    return None


def _either(first: Optional[int], second: Optional[int]) -> Optional[int]:
    return second if first is None else first


def _sum(one: Optional[int], other: Optional[int]) -> Optional[int]:
    return other if one is None else one + (other or 0)
