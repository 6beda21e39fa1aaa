@echo off
setlocal DisableDelayedExpansion
if not exist "%~dp0python\python.exe" goto packed
rem Imported once here: Excel starts Python with -B, which keeps nothing of what it has compiled.
"%~dp0python\python.exe" -c "import addin.functions, addin.macros" >nul 2>&1
"%~dp0python\python.exe" -m jixiao addin install
set "code=%errorlevel%"
pause
exit %code%
:packed
echo 请先把压缩包全部解压到一个文件夹，再双击那里的“安装.cmd”。
echo Please extract the whole zip file into a folder first.
pause
exit 2
