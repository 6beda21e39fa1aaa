Attribute VB_Name = "JixiaoSupport"
Option Explicit
' What the buttons and the functions need around them: which macros may run, texts, failures.

Private Const MACRO_PREFIX As String = "import addin.macros; addin.macros."
Private Const TEXTS As String = "jixiao.texts"
Private Const MOST_DETAILS As Long = 200000

' RunPython would run any Python it is given, and a cell or a picture of any open book can call it:
' so it runs the macros of this add-in and nothing else.
Public Function JixiaoMayRun(ByVal code As String) As Boolean
    If Left$(code, Len(MACRO_PREFIX)) <> MACRO_PREFIX Then Exit Function
    Select Case Mid$(code, Len(MACRO_PREFIX) + 1)
        Case "recalculate_and_check()", "check_only()", "next_finding()", "previous_finding()", _
             "adopt()", "keep_as_is()", "false_alarm()", "show_results()", _
             "clear_marks()", "undo_check()", "show_profile()", "self_test()", "show_guide()"
            JixiaoMayRun = True
        Case Else
            JixiaoMayRun = IsChoice(Mid$(code, Len(MACRO_PREFIX) + 1), "choose_profile") _
                Or IsChoice(Mid$(code, Len(MACRO_PREFIX) + 1), "new_form")
    End Select
End Function

' Whether this calls a macro with one plain word: small letters, digits, underscores, or none at all.
Private Function IsChoice(ByVal code As String, ByVal macro As String) As Boolean
    Dim word As String, i As Long
    If Left$(code, Len(macro) + 2) <> macro & "('" Then Exit Function
    If Right$(code, 2) <> "')" Or Len(code) < Len(macro) + 4 Then Exit Function
    word = Mid$(code, Len(macro) + 3, Len(code) - Len(macro) - 4)
    For i = 1 To Len(word)
        If InStr(1, "abcdefghijklmnopqrstuvwxyz0123456789_", Mid$(word, i, 1), vbBinaryCompare) = 0 Then Exit Function
    Next i
    IsChoice = True
End Function

' A Chinese text by its key, from this book's own sheet: VBA source holds ASCII only.
Public Function JixiaoText(ByVal key As String) As String
    Dim found As Variant
    found = Application.VLookup(key, ThisWorkbook.Worksheets(TEXTS).Range("A1:B99"), 2, False)
    If IsError(found) Then
        JixiaoText = key
    Else
        JixiaoText = CStr(found)
    End If
End Function

Public Sub JixiaoTell(ByVal said As String)
    If said <> "" Then MsgBox said, vbInformation, JixiaoText("TITLE")
End Sub

Public Function JixiaoConfirm(ByVal question As String) As Boolean
    JixiaoConfirm = MsgBox(question, vbQuestion + vbYesNo, JixiaoText("TITLE")) = vbYes
End Function

Public Sub JixiaoShowFailure(ByVal reason As String)
    MsgBox JixiaoFailure(reason), vbExclamation, JixiaoText("TITLE")
End Sub

' What a person is told: that it failed, what to do, and a reason of one line. Longer ones are tracebacks and
' command lines, for whoever maintains this: they go to a file that is named.
Public Function JixiaoFailure(ByVal reason As String) As String
    If reason = JixiaoText("NO_INTERPRETER") Then
        JixiaoFailure = reason
    ElseIf InStr(reason, vbLf) = 0 And InStr(reason, vbCr) = 0 Then
        JixiaoFailure = JixiaoText("FAILED") & vbCrLf & vbCrLf & JixiaoText("REASON") & reason
    Else
        JixiaoFailure = JixiaoText("FAILED") & JixiaoKept(Environ("LOCALAPPDATA") & "\jixiao", reason)
    End If
End Function

' Adds to the file of details in this folder and says where that is; nothing where it cannot be written.
Public Function JixiaoKept(ByVal folder As String, ByVal details As String) As String
    Dim path As String, number As Long
    On Error GoTo finish
    If Dir(folder, vbDirectory) = "" Then MkDir folder
    path = folder & "\jixiao-excel-errors.txt"
    number = FreeFile
    If Dir(path) = "" Then
        Open path For Output As #number
    ElseIf FileLen(path) > MOST_DETAILS Then
        Open path For Output As #number
    Else
        Open path For Append As #number
    End If
    Print #number, Format$(Now, "yyyy-mm-dd hh:nn:ss") & vbCrLf & details & vbCrLf
    Close #number
    JixiaoKept = vbCrLf & vbCrLf & JixiaoText("DETAILS") & path
finish:
End Function

' Texts of the function wizard. A nicety: opening the book must never fail over them.
Public Sub JixiaoDescribeFunctions()
    Dim atRow As Long, wasAddin As Boolean, wasSaved As Boolean
    On Error GoTo finish
    wasAddin = ThisWorkbook.IsAddin
    wasSaved = ThisWorkbook.Saved
    Application.ScreenUpdating = False
    ' Excel refuses to edit the macro options of a hidden book, and an add-in is one.
    If wasAddin Then ThisWorkbook.IsAddin = False
    atRow = 1
    Do While ThisWorkbook.Worksheets(TEXTS).Cells(atRow, 1).Value <> ""
        If ThisWorkbook.Worksheets(TEXTS).Cells(atRow, 1).Value Like "PERF_*" Then DescribeFunction atRow
        atRow = atRow + 1
    Loop
finish:
    If wasAddin Then ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = wasSaved
    Application.ScreenUpdating = True
End Sub

' A row holds name, description, number of arguments, and a text for each argument.
Private Sub DescribeFunction(ByVal atRow As Long)
    Dim sheet As Worksheet, hints() As String, i As Long, macroName As String
    Set sheet = ThisWorkbook.Worksheets(TEXTS)
    macroName = "'" & ThisWorkbook.Name & "'!" & sheet.Cells(atRow, 1).Value
    If sheet.Cells(atRow, 3).Value = 0 Then
        Application.MacroOptions Macro:=macroName, Description:=sheet.Cells(atRow, 2).Value, _
            Category:=JixiaoText("TITLE")
        Exit Sub
    End If
    ReDim hints(1 To sheet.Cells(atRow, 3).Value)
    For i = 1 To UBound(hints)
        hints(i) = sheet.Cells(atRow, 3 + i).Value
    Next i
    Application.MacroOptions Macro:=macroName, Description:=sheet.Cells(atRow, 2).Value, _
        Category:=JixiaoText("TITLE"), ArgumentDescriptions:=hints
End Sub
