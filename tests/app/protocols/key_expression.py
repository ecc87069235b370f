"""What a comment `# key: …` above a template comes to for a row: arithmetic, and nothing else."""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

_PI = Decimal("3.14159265358979323846264338")
_OPERATORS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}


def evaluate(expression: str, row: Mapping[str, Decimal]) -> Decimal:
    """The expression's value with the names of `row`; ValueError for all that is no arithmetic."""
    return _value(ast.parse(expression, mode="eval").body, {**row, "pi": _PI})


def rounded(value: Decimal, places: int = 0) -> Decimal:
    """As taught at school: half away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _whole(way: str) -> Callable[[Decimal], Decimal]:
    return lambda value: value.quantize(Decimal(1), way)


def _of_degrees(function: Callable[[float], float]) -> Callable[[Decimal], Decimal]:
    return lambda degrees: Decimal(repr(function(math.radians(float(degrees)))))


_FUNCTIONS: dict[str, Callable[..., Decimal]] = {
    "round": lambda value, places=Decimal(0): rounded(value, int(places)),
    "ceil": _whole(ROUND_CEILING),
    "floor": _whole(ROUND_FLOOR),
    "abs": abs,
    "min": min,
    "max": max,
    "sqrt": Decimal.sqrt,
    "sin": _of_degrees(math.sin),
    "cos": _of_degrees(math.cos),
    "tan": _of_degrees(math.tan),
}


def _value(node: ast.expr, names: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Decimal(str(number))
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_value(inner, names)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return _OPERATORS[type(sign)](_value(left, names), _value(right, names))
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(_value(each, names) for each in args))
    raise ValueError(ast.unparse(node))
