"""年终归档: the archive package of a year, written whole, and a package looked through again."""

from cppcc_desk.errands.yearend.checking import PackageCheck, check_package
from cppcc_desk.errands.yearend.package import YearPackage, write_year_package

__all__ = ["PackageCheck", "YearPackage", "check_package", "write_year_package"]
