"""What a browser does with a page, and no more: reads what the server sends, keeps the widgets' states, sends them back."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

CHOICES: Final = ("radio", "selectbox")
LISTS: Final = {"multiselect": "raw_values", "button_group": "raw_values", "date_input": "value"}
TEXTS: Final = ("text_input", "text_area")


class Page:
    """办案 over one connection. `radios`: the questions it shows, by widget; `html`: what is written on it."""

    def __init__(self, connection: ClientConnection, **query: str) -> None:
        self._connection, self._query = connection, query
        self._states: dict[str, Any] = {}
        self.radios: dict[str, list[str]] = {}
        self.html: list[str] = []

    def answer(self, widget: str) -> str:
        """What is chosen."""
        return str(self._states.get(widget, ""))

    async def run(self, widget: str = "", chosen: str = "") -> None:
        """Runs the page's script, with another answer chosen."""
        asked = BackMsg()
        asked.rerun_script.page_name = "case"
        asked.rerun_script.query_string = urlencode(self._query)
        if widget:
            self._states[widget] = chosen
            for one, value in self._states.items():
                state = asked.rerun_script.widget_states.widgets.add(id=one)
                if isinstance(value, list):
                    state.string_array_value.data.extend(value)
                elif isinstance(value, bool):
                    state.bool_value = value
                else:
                    state.string_value = value
        await self._connection.send(asked.SerializeToString())
        await self._read()

    async def _read(self) -> None:
        states, self.radios, self.html = dict(self._states), {}, []
        self._states = {}
        while True:
            message = ForwardMsg.FromString(await self._connection.recv())
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                return
            if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._take(message.delta.new_element, states)

    def _take(self, element: Any, states: dict[str, Any]) -> None:  # noqa: ANN401 -- a protobuf message
        kind = element.WhichOneof("type")
        if kind == "html":
            self.html.append(element.html.body)
            return
        for value in _values(kind, getattr(element, kind)):
            shown = getattr(element, kind)
            self._states[shown.id] = value if shown.set_value else states.get(shown.id, value)
            if kind == "radio":
                self.radios[shown.id] = list(shown.options)


def _values(kind: str, shown: Any) -> Iterator[Any]:  # noqa: ANN401 -- a protobuf message
    """The widget's value, where it has one and it is not empty."""
    if kind in CHOICES:
        if shown.set_value:
            if shown.raw_value:
                yield shown.raw_value
        elif shown.HasField("default"):
            yield shown.options[shown.default]
    elif kind in TEXTS:
        yield shown.value if shown.set_value else shown.default
    elif kind in LISTS:
        yield list(getattr(shown, LISTS[kind])) if shown.set_value else []
    elif kind == "checkbox":
        yield shown.value if shown.set_value else shown.default
