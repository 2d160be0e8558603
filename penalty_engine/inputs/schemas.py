"""JSON Schema of the case file and of the rulebook's files, so that editors complete and check while people type."""

from typing import Any, Final

from pydantic import BaseModel

from penalty_engine.inputs.case_models import CaseModel
from penalty_engine.inputs.rulebook_files import FILES
from penalty_engine.inputs.rulebook_models import RulebookFile

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, Any]:
    """The schema of a case file, and those of the rulebook's files by the place of the file."""
    files: dict[str, type[BaseModel]] = {
        "rulebook.yaml": RulebookFile,
        **{place: model for place, (model, _) in FILES.items()},
    }
    return {"case": _schema(CaseModel), "rulebook": {place: _schema(model) for place, model in files.items()}}


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return {"$schema": _DIALECT, **model.model_json_schema(by_alias=True, mode="validation")}
