@echo off
rem A dropped file whose name holds an ampersand would be cut in two: the whole line that cmd.exe was given goes along.
setlocal EnableDelayedExpansion
set "JIXIAO_DROPPED=!cmdcmdline!"
setlocal DisableDelayedExpansion
"%~dp0python\python.exe" -m addin.cli.dropped %*
set "code=%errorlevel%"
pause
rem And not exit /b: cmd.exe would go on to what it takes for a second command, behind the ampersand.
exit %code%
