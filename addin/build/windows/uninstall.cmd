@echo off
setlocal DisableDelayedExpansion
"%~dp0python\python.exe" -m jixiao addin uninstall
set "code=%errorlevel%"
pause
exit %code%
