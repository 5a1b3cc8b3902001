"""openpyxl as a contestant: speaks the protocol of reader.mjs. The argument is `whole` or `read-only`."""
import gc
import io
import json
import sys
import time
import warnings

import openpyxl

WANTED = ("Guide", "Matrix", "_nisp")
warnings.simplefilter("ignore")


def read(content, read_only):
    """Every value of the wanted worksheets, row by row."""
    workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=read_only, data_only=True)
    return [list(workbook[name].values) for name in WANTED]


def filled(worksheets):
    return sum(
        value is not None and value != "" for rows in worksheets for row in rows for value in row
    )


def main():
    read_only = sys.argv[1] == "read-only"
    files = []
    for line in sys.stdin:
        message = json.loads(line)
        if "load" in message:
            files = []
            for path in message["load"]:
                with open(path, "rb") as file:
                    files.append(file.read())
            answer = {"ready": f"{openpyxl.__version__} on Python {sys.version.split()[0]}"}
        else:
            gc.collect()
            answer = {"cpu": [], "wall": [], "cells": []}
            for content in files:
                cpu, wall = time.process_time(), time.perf_counter()
                worksheets = read(content, read_only)
                answer["wall"].append((time.perf_counter() - wall) * 1000)
                answer["cpu"].append((time.process_time() - cpu) * 1000)
                answer["cells"].append(filled(worksheets))
        print(json.dumps(answer), flush=True)


main()
