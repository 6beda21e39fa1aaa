Attribute VB_Name = "JixiaoRibbon"
Option Explicit
' The buttons of the ribbon tab, one procedure each; customUI.xml names them.
' ASCII only: Chinese texts live in customUI.xml and on the sheet jixiao.texts.

Public Sub JixiaoRecalculateAndCheck(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.recalculate_and_check()"
End Sub

Public Sub JixiaoCheckOnly(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.check_only()"
End Sub

Public Sub JixiaoNextFinding(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.next_finding()"
End Sub

Public Sub JixiaoPreviousFinding(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.previous_finding()"
End Sub

Public Sub JixiaoClearMarks(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.clear_marks()"
End Sub

Public Sub JixiaoAdopt(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.adopt()"
End Sub

Public Sub JixiaoKeepAsIs(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.keep_as_is()"
End Sub

Public Sub JixiaoFalseAlarm(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.false_alarm()"
End Sub

Public Sub JixiaoShowResults(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.show_results()"
End Sub

Public Sub JixiaoUndoCheck(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.undo_check()"
End Sub

' These two need no Python: a workbook that is handed on has them too.
Public Sub JixiaoInsertIndicatorRow(control As IRibbonControl)
    On Error GoTo failed
    JixiaoTell JixiaoInsertRow(ActiveCell)
    Exit Sub
failed:
    JixiaoShowFailure Err.Description
End Sub

Public Sub JixiaoDeleteIndicatorRow(control As IRibbonControl)
    Dim content As String
    On Error GoTo failed
    content = JixiaoRowContent(ActiveCell)
    If content <> "" Then
        If Not JixiaoConfirm(content & vbCrLf & vbCrLf & JixiaoText("ROWS_DELETE")) Then Exit Sub
    End If
    JixiaoTell JixiaoDeleteRow(ActiveCell)
    Exit Sub
failed:
    JixiaoShowFailure Err.Description
End Sub

' The items of a menu: the tag of each says which was chosen.
Public Sub JixiaoChooseProfile(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.choose_profile('" & control.Tag & "')"
End Sub

Public Sub JixiaoShowProfile(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.show_profile()"
End Sub

Public Sub JixiaoNewForm(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.new_form('" & control.Tag & "')"
End Sub

Public Sub JixiaoSelfTest(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.self_test()"
End Sub

Public Sub JixiaoShowGuide(control As IRibbonControl)
    RunPython "import addin.macros; addin.macros.show_guide()"
End Sub

' The button on the sheet of evaluation_form.xlsm.
Public Sub JixiaoSheetButton()
    RunPython "import addin.macros; addin.macros.recalculate_and_check()"
End Sub
