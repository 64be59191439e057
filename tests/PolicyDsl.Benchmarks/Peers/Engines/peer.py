# pandas, driven line by line like peer.mjs: a question in JSON comes in, an answer in JSON goes out.

import json
import sys
import time

import pandas as pd


def is_in(column, texts):
    """Nullable truth: unknown where the cell is empty."""
    return column.isin(texts).astype("boolean").mask(column.isna())


def fill(condition, truth):
    return condition.fillna(truth)


def read(file, columns):
    kinds = {"code": "category", "key": "string", "number": "Int16", "thousandths": "float64", "flag": "string", "time": "string"}
    frame = pd.read_csv(file, usecols=list(columns), dtype={name: kinds[kind] for name, kind in columns.items()}, keep_default_na=False, na_values=[""])
    for name, kind in columns.items():
        if kind == "thousandths":
            frame[name] = (frame[name] * 1000).round().astype("Int64")
        elif kind == "flag":
            frame[name] = frame[name].map({"yes": True, "no": False}).astype("boolean")
        elif kind == "time":
            frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d %H:%M:%S")
    return frame


def census(d, rules, arrests):
    names = {"d": d, "is_in": is_in, "fill": fill}
    area = d["area"].astype("string").fillna("")
    counts = pd.DataFrame(index=d.index)
    arrested = pd.Series(False, index=d.index, dtype="boolean")
    for index, rule in enumerate(rules):
        truth = eval(rule, names)
        counts[f"f{index}"] = truth.fillna(False).astype("int8")
        counts[f"o{index}"] = truth.isna().astype("int8")
        if index in arrests:
            arrested = arrested | truth
    counts["w"] = d["quantity_g"].where(arrested.fillna(False)).fillna(0).astype("int64")
    counts["n"] = 1
    sums = counts.groupby(area).sum()
    order = ["n"] + [f"{kind}{index}" for index in range(len(rules)) for kind in "fo"] + ["w"]
    return [[name] + [str(int(value)) for value in row] for name, row in zip(sums.index, sums[order].to_numpy())]


def main():
    frame = None
    setup = None
    for line in sys.stdin:
        question = json.loads(line)
        try:
            start, processor = time.perf_counter(), time.process_time()
            rows = []
            if question["ask"] == "start":
                setup = question
                rows = [[pd.__version__]]
            elif question["ask"] == "load":
                frame = read(setup["file"], setup["columns"])
            else:
                rows = census(read(setup["file"], setup["columns"]) if question["ask"] == "csv" else frame, setup["rules"], set(setup["arrests"]))
            elapsed, used = time.perf_counter() - start, time.process_time() - processor
            print(json.dumps({"milliseconds": elapsed * 1000, "processor": used * 1000, "rows": rows}), flush=True)
        except Exception as error:
            print(json.dumps({"error": repr(error)[:2000]}), flush=True)


main()
