Attribute VB_Name = "JixiaoOwnSheet"
Option Explicit
Option Private Module
' What a function is handed that stands without its ranges: the sheet around it, read here, in Excel itself.
' Cells that Excel has not calculated yet count at their last value.

Private Const MOST_ROWS As Long = 3000
Private Const MOST_COLUMNS As Long = 120

' The values from A1 on, or nothing where the function has its ranges.
Public Function JixiaoSheet(ByVal wanted As Boolean) As Variant
    If wanted Then JixiaoSheet = JixiaoBlock(Application.Caller).Value
End Function

' Where it stands, what is merged, what is shown in per cent, which rules the workbook has chosen.
Public Function JixiaoPlace(ByVal wanted As Boolean) As String
    If wanted Then JixiaoPlace = JixiaoAbout(Application.Caller)
End Function

Public Function JixiaoBlock(ByVal here As Range) As Range
    Dim used As Range, lastRow As Long, lastColumn As Long
    Set used = here.Worksheet.UsedRange
    lastRow = used.Row + used.Rows.Count - 1
    lastColumn = used.Column + used.Columns.Count - 1
    If lastRow > MOST_ROWS Then lastRow = MOST_ROWS
    If lastColumn > MOST_COLUMNS Then lastColumn = MOST_COLUMNS
    Set JixiaoBlock = here.Worksheet.Range(here.Worksheet.Cells(1, 1), here.Worksheet.Cells(lastRow, lastColumn))
End Function

Public Function JixiaoAbout(ByVal here As Range) As String
    Dim block As Range, line As Range, cell As Range, i As Long, j As Long, merges As String, percentages As String
    Set block = JixiaoBlock(here)
    For i = 1 To block.Rows.Count
        Set line = block.Worksheet.Range(block.Cells(i, 1), block.Cells(i, block.Columns.Count))
        If JixiaoIsMixed(line) Then
            For j = 1 To block.Columns.Count
                Set cell = block.Cells(i, j)
                If cell.MergeCells Then
                    If cell.MergeArea.Row = i And cell.MergeArea.Column = j Then
                        merges = merges & "," & cell.MergeArea.Address(False, False)
                    End If
                End If
                If JixiaoIsRate(cell.NumberFormat) Then percentages = percentages & "," & cell.Address(False, False)
            Next j
        End If
    Next i
    JixiaoAbout = here.Address(False, False) & "|" & Mid$(merges, 2) & "|" & Mid$(percentages, 2) & "|" & _
        JixiaoChosen(here.Worksheet.Parent)
End Function

' Rows of one format without merged cells are soon passed over: a sheet may have thousands.
Private Function JixiaoIsMixed(ByVal line As Range) As Boolean
    JixiaoIsMixed = True
    If IsNull(line.MergeCells) Or IsNull(line.NumberFormat) Then Exit Function
    JixiaoIsMixed = line.MergeCells Or InStr(line.NumberFormat, "%") > 0
End Function

' Whether 0.98 is seen as 98%: a sign in quotes or after a backslash is only text beside a number.
Private Function JixiaoIsRate(ByVal numberFormat As String) As Boolean
    JixiaoIsRate = InStr(numberFormat, "%") > 0 And InStr(numberFormat, """") = 0 And InStr(numberFormat, "\") = 0
End Function

' The name jixiao_profile holds a text or names a cell; most workbooks have none.
Private Function JixiaoChosen(ByVal book As Workbook) As String
    Dim refers As String
    On Error GoTo finish
    refers = book.Names("jixiao_profile").RefersTo
    If Left$(refers, 2) = "=""" Then
        JixiaoChosen = Mid$(refers, 3, Len(refers) - 3)
    Else
        JixiaoChosen = CStr(book.Names("jixiao_profile").RefersToRange.Value)
    End If
finish:
End Function
