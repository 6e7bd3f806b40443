@rem The runtime reads no PYTHON* variables, so that what it prints is made UTF-8 here.
@"%~dp0program\runtime\python.exe" -X utf8 -m cppcc_desk %*
