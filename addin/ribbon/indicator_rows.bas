Attribute VB_Name = "JixiaoIndicatorRows"
Option Explicit
Option Private Module
' Rows of indicators inserted and deleted where the cursor stands: by Excel alone, without Python or an add-in.
' A table is known by its headings, the labels of addin/reading/labels.toml, which the sheet jixiao.texts holds.

Private Type Table
    heading As Long    ' the row of the headings
    first As Long      ' the first row below them
    last As Long       ' the last row of an indicator; rows that are blank yet count before the totals
    reach As Long      ' the last row in which a cursor means this table
    totals As Long     ' the row of totals, 0 where there is none
    level1 As Long     ' columns from here on, 0 where there is none
    level2 As Long
    indicator As Long  ' the names, level 3
    actual As Long
    number As Long     ' the first column of weights and scores
    final As Long      ' the last one of the table
    widest As Long     ' the last one that is used at all
    lowest As Long     ' the last row that is
End Type

Private texts As Variant  ' the sheet of texts, read once

' Insert a row below that of the cursor and go there. What is said where that cannot be, else nothing.
Public Function JixiaoInsertRow(ByVal at As Range) As String
    Dim found As Table, above As Long
    JixiaoInsertRow = Locate(at, found)
    If JixiaoInsertRow <> "" Then Exit Function
    If IsSubtotal(at.Worksheet, found, at.Row) Then
        JixiaoInsertRow = JixiaoText("ROWS_SUBTOTAL")
        Exit Function
    End If
    above = RowToFollow(at, found)
    If above = 0 Then
        JixiaoInsertRow = JixiaoText("ROWS_EMPTY")
    Else
        JixiaoInsertRow = InsertBelow(at.Worksheet, above, found)
    End If
End Function

' Delete the row of the cursor; labels that speak of the rows below too are kept.
Public Function JixiaoDeleteRow(ByVal at As Range) As String
    Dim found As Table, column As Long, gone As Long, labels() As String, areas() As String
    JixiaoDeleteRow = Undeletable(at, found)
    If JixiaoDeleteRow <> "" Then Exit Function
    gone = at.Row
    ReDim labels(1 To found.indicator)
    ReDim areas(1 To found.indicator)
    For column = 1 To found.indicator - 1
        If IsKept(at.Worksheet, found, gone, column) Then
            labels(column) = CStr(at.Worksheet.Cells(gone, column).Formula)
            areas(column) = WithoutLastRow(at.Worksheet.Cells(gone, column).MergeArea)
        End If
    Next column
    JixiaoDeleteRow = DeleteKeeping(at.Worksheet, gone, labels, areas)
End Function

' What a person has typed into the row of the cursor, shortened; nothing where there is none, or no row to delete.
Public Function JixiaoRowContent(ByVal at As Range) As String
    Dim found As Table, column As Long, cell As Range, said As String
    If Undeletable(at, found) <> "" Then Exit Function
    For column = 1 To found.final
        Set cell = at.Worksheet.Cells(at.Row, column)
        If column <> found.level2 And Not IsKept(at.Worksheet, found, at.Row, column) Then
            If Seen(cell) <> "" And (column = found.level1 Or Not cell.HasFormula) Then said = said & JixiaoText("ROWS_COMMA") & cell.Text
        End If
    Next column
    JixiaoRowContent = Left$(Mid$(said, 2), 40)
End Function

' Which row

Private Function Undeletable(ByVal at As Range, ByRef found As Table) As String
    Undeletable = Locate(at, found)
    If Undeletable <> "" Then Exit Function
    If IsSubtotal(at.Worksheet, found, at.Row) Then
        Undeletable = JixiaoText("ROWS_SUBTOTAL")
    ElseIf Not IsIndicator(at.Worksheet, found, at.Row) Then
        Undeletable = JixiaoText("ROWS_NO_INDICATOR")
    ElseIf at.Cells(1, 1).MergeArea.Rows.Count > 1 Then
        Undeletable = JixiaoText("ROWS_SEVERAL")
    ElseIf CountIndicators(at.Worksheet, found) < 2 Then
        Undeletable = JixiaoText("ROWS_LAST")
    End If
End Function

Private Function RowToFollow(ByVal at As Range, ByRef found As Table) As Long
    Dim row As Long, area As Range, highest As Long
    highest = found.last
    row = at.Row
    If IsIndicator(at.Worksheet, found, row) Then
        Set area = at.Cells(1, 1).MergeArea
        If area.Rows.Count = 1 Then
            RowToFollow = row
            Exit Function
        End If
        If area.Row + area.Rows.Count - 1 < highest Then highest = area.Row + area.Rows.Count - 1
    End If
    For row = highest To found.first Step -1
        If IsIndicator(at.Worksheet, found, row) Then
            RowToFollow = row
            Exit Function
        End If
    Next row
End Function

Private Function CountIndicators(ByVal sheet As Worksheet, ByRef found As Table) As Long
    Dim row As Long
    For row = found.first To found.last
        If IsIndicator(sheet, found, row) Then CountIndicators = CountIndicators + 1
    Next row
End Function

' Filled in or not: no heading that comes again, no subtotal.
Private Function IsIndicator(ByVal sheet As Worksheet, ByRef found As Table, ByVal row As Long) As Boolean
    If row < found.first Or row > found.reach Then Exit Function
    If IsLabel("ROWS_NAME", sheet.Cells(row, found.indicator)) Then Exit Function
    If IsLabel("ROWS_ACTUAL", sheet.Cells(row, found.actual)) Then Exit Function
    IsIndicator = Not IsSubtotal(sheet, found, row)
End Function

Private Function IsSubtotal(ByVal sheet As Worksheet, ByRef found As Table, ByVal row As Long) As Boolean
    Dim column As Long, text As String, word As String
    word = JixiaoText("ROWS_SUBTOTAL_WORD")
    If row < found.first Or row > found.reach Then Exit Function
    For column = 1 To found.indicator
        text = Bare(Seen(sheet.Cells(row, column)))
        If Right$(text, Len(word)) = word Then IsSubtotal = True
    Next column
End Function

' Merged with rows below, or written once for the rows below, which are blank in the same block.
Private Function IsKept(ByVal sheet As Worksheet, ByRef found As Table, ByVal row As Long, ByVal column As Long) As Boolean
    Dim area As Range
    If column >= found.indicator Then Exit Function
    If Seen(sheet.Cells(row, column)) = "" Then Exit Function
    Set area = sheet.Cells(row, column).MergeArea
    If area.Rows.Count > 1 Then
        IsKept = (area.Row = row)
    ElseIf column = found.level1 Or column = found.level2 Then
        If Not IsIndicator(sheet, found, row + 1) Or Seen(sheet.Cells(row + 1, column)) <> "" Then Exit Function
        IsKept = True
        If found.level1 > 0 Then IsKept = (Seen(sheet.Cells(row + 1, found.level1)) = "")
    End If
End Function

' What is done

' A row is not copied: its notes and its contents would come along.
Private Function InsertBelow(ByVal sheet As Worksheet, ByVal above As Long, ByRef found As Table) As String
    Dim column As Long, added As Long, cell As Range, area As Range, merges() As String, formulas() As String
    added = above + 1
    ReDim merges(1 To found.widest)
    ReDim formulas(1 To found.widest)
    For column = 1 To found.widest
        Set cell = sheet.Cells(above, column)
        Set area = cell.MergeArea
        If area.Column = column Then merges(column) = MergeOf(sheet, area, above, found)
        If cell.HasFormula And column <> found.level1 And column <> found.level2 And area.Rows.Count = 1 Then
            formulas(column) = cell.FormulaR1C1
        End If
    Next column
    Application.CutCopyMode = False
    sheet.Rows(added).Insert
    On Error GoTo failed
    For column = 1 To found.widest
        If merges(column) <> "" Then MergeAnew sheet.Range(merges(column))
        If formulas(column) <> "" Then sheet.Cells(added, column).FormulaR1C1 = formulas(column)
    Next column
    sheet.Cells(added, found.indicator).Select
    Exit Function
failed:
    InsertBelow = JixiaoFailure(Err.Description)
    sheet.Rows(added).Delete
End Function

' LibreOffice does not stretch what is merged, it has to be taken apart first. Excel asks about what it drops below.
Private Sub MergeAnew(ByVal area As Range)
    Application.DisplayAlerts = False
    area.Merge
    If area.Cells(1, 1).MergeArea.Rows.Count <> area.Rows.Count Then
        area.UnMerge
        area.Merge
    End If
    Application.DisplayAlerts = True
End Sub

' What is merged in the new row, or with it; an area that goes on below is stretched by the insertion itself.
Private Function MergeOf(ByVal sheet As Worksheet, ByVal area As Range, ByVal above As Long, ByRef found As Table) As String
    Dim bottom As Long, rightmost As Long
    bottom = area.Row + area.Rows.Count - 1
    rightmost = area.Column + area.Columns.Count - 1
    If bottom <> above Or area.Cells.Count = 1 Then Exit Function
    If area.Rows.Count = 1 Then
        MergeOf = sheet.Range(sheet.Cells(above + 1, area.Column), sheet.Cells(above + 1, rightmost)).Address(False, False)
    ElseIf rightmost < found.indicator Then
        MergeOf = sheet.Range(sheet.Cells(area.Row, area.Column), sheet.Cells(above + 1, rightmost)).Address(False, False)
    End If
End Function

' Excel shrinks what is merged and keeps its label, other programs do not: what is missing is put back.
Private Function DeleteKeeping(ByVal sheet As Worksheet, ByVal gone As Long, labels() As String, areas() As String) As String
    Dim column As Long, cell As Range
    sheet.Rows(gone).Delete
    On Error GoTo failed
    For column = LBound(labels) To UBound(labels)
        If labels(column) <> "" Then
            Set cell = sheet.Cells(gone, column)
            If IsLost(CStr(cell.Formula), labels(column)) Then WriteLabel cell, labels(column)
            If areas(column) <> cell.MergeArea.Address(False, False) Then MergeAnew sheet.Range(areas(column))
        End If
    Next column
    Exit Function
failed:
    DeleteKeeping = JixiaoText("ROWS_LABEL") & cell.Address(False, False) & " " & labels(column)
End Function

' In a blank form of ours each row below a label reckons it too; that of the row that is first now is right.
Private Function IsLost(ByVal now As String, ByVal label As String) As Boolean
    IsLost = (now = "")
    If Left$(label, 1) <> "=" And now <> label Then IsLost = True
End Function

Private Function WithoutLastRow(ByVal area As Range) As String
    If area.Rows.Count = 1 Then
        WithoutLastRow = area.Address(False, False)
    Else
        WithoutLastRow = area.Resize(area.Rows.Count - 1, area.Columns.Count).Address(False, False)
    End If
End Function

' A text that begins like a formula stays a text.
Private Sub WriteLabel(ByVal cell As Range, ByVal text As String)
    If Left$(text, 1) = "=" Then
        cell.Formula = text
    Else
        cell.Value = "'" & text
    End If
End Sub

' Where the table is

Private Function Locate(ByVal at As Range, ByRef found As Table) As String
    Dim row As Long, sheet As Worksheet, used As Range
    Set sheet = at.Worksheet
    Set used = sheet.UsedRange
    If sheet.ProtectContents Then
        Locate = JixiaoText("ROWS_PROTECTED")
        Exit Function
    End If
    Locate = JixiaoText("ROWS_NOWHERE")
    For row = at.Row To 1 Step -1
        If ReadHeadings(sheet, row, used, found) Then
            FindEnd sheet, found
            If at.Row <= found.reach Or at.Row = found.totals Then Locate = ""
            Exit Function
        End If
    Next row
End Function

' Headings take a row, or two: a group of columns above, its parts below.
Private Function ReadHeadings(ByVal sheet As Worksheet, ByVal row As Long, ByVal used As Range, ByRef found As Table) As Boolean
    Dim column As Long, line As Long, blank As Table
    found = blank
    found.widest = used.Column + used.Columns.Count - 1
    found.lowest = used.Row + used.Rows.Count - 1
    For column = found.widest To 1 Step -1
        If IsLabel("ROWS_NAME", sheet.Cells(row, column)) Then found.indicator = column
    Next column
    If found.indicator = 0 Then Exit Function
    found.heading = row
    found.first = row + sheet.Cells(row, found.indicator).MergeArea.Rows.Count
    For line = row - 1 To found.first
        If line > 0 Then ReadLine sheet, line, found
    Next line
    ReadHeadings = found.actual > 0 And found.number > 0
End Function

Private Sub ReadLine(ByVal sheet As Worksheet, ByVal row As Long, ByRef found As Table)
    Dim column As Long, cell As Range
    For column = 1 To found.widest
        Set cell = sheet.Cells(row, column)
        If IsLabel("ROWS_HEADINGS", cell) Then
            If column > found.final Then found.final = column
            If row > found.heading And row >= found.first And column > found.indicator Then found.first = row + 1
            If found.level1 = 0 And IsLabel("ROWS_LEVEL1", cell) Then found.level1 = column
            If found.level2 = 0 And IsLabel("ROWS_LEVEL2", cell) Then found.level2 = column
            If found.actual = 0 And IsLabel("ROWS_ACTUAL", cell) Then found.actual = column
            If IsLabel("ROWS_NUMBERS", cell) And (found.number = 0 Or column < found.number) Then found.number = column
        End If
    Next column
End Sub

Private Sub FindEnd(ByVal sheet As Worksheet, ByRef found As Table)
    Dim row As Long, written As Long, merged As Long
    written = found.first - 1
    For row = found.first To found.lowest
        If IsEnd(sheet, row, found) Then
            If found.totals = row Then written = row - 1
            found.reach = row - 1
            Exit For
        End If
        If IsWritten(sheet, row, found) Then written = row
    Next row
    merged = sheet.Cells(written, found.indicator - 1).MergeArea.Row + sheet.Cells(written, found.indicator - 1).MergeArea.Rows.Count - 1
    If found.totals = 0 And merged > written Then written = merged
    found.last = written
    If found.reach < written Then found.reach = written
End Sub

' A label of what comes after the indicators, and not the name of one that is called so.
Private Function IsEnd(ByVal sheet As Worksheet, ByVal row As Long, ByRef found As Table) As Boolean
    Dim column As Long, cell As Range, furthest As Long
    furthest = found.actual - 1
    If found.number <= furthest Then furthest = found.number - 1
    If furthest < found.indicator Then furthest = found.indicator
    For column = 1 To furthest
        Set cell = sheet.Cells(row, column)
        If IsLabel("ROWS_END", cell) Then
            If column <> found.indicator Or Seen(sheet.Cells(row, found.actual)) = "" Then
                IsEnd = True
                If IsLabel("ROWS_TOTALS", cell) Then found.totals = row
                Exit Function
            End If
        End If
    Next column
End Function

Private Function IsWritten(ByVal sheet As Worksheet, ByVal row As Long, ByRef found As Table) As Boolean
    Dim column As Long
    For column = 1 To found.final
        If Seen(sheet.Cells(row, column)) <> "" Then IsWritten = True
    Next column
End Function

' Texts

Private Function IsLabel(ByVal list As String, ByVal cell As Range) As Boolean
    Dim text As String
    text = Seen(cell)
    If text <> "" And Len(text) < 40 Then IsLabel = IsOneOf(list, Bare(text))
End Function

Private Function IsOneOf(ByVal list As String, ByVal text As String) As Boolean
    Dim i As Long
    If text = "" Then Exit Function
    If IsEmpty(texts) Then texts = ThisWorkbook.Worksheets("jixiao.texts").Range("A1:B99").Value
    For i = 1 To 99
        If texts(i, 1) = list Then
            IsOneOf = InStr(1, texts(i, 2), "|" & text & "|", vbBinaryCompare) > 0
            Exit Function
        End If
    Next i
End Function

Private Function Seen(ByVal cell As Range) As String
    If Not IsError(cell.Value) Then Seen = Trim$(CStr(cell.Value))
End Function

' Without spaces, line breaks, and what stands in brackets.
Private Function Bare(ByVal text As String) As String
    Dim i As Long, depth As Long, char As String
    For i = 1 To Len(text)
        char = Mid$(text, i, 1)
        Select Case AscW(char) And &HFFFF&
            Case 40, &HFF08&
                depth = depth + 1
            Case 41, &HFF09&
                If depth > 0 Then depth = depth - 1
            Case 9, 10, 13, 32, 160, &H3000&, 58, &HFF1A&
            Case Else
                If depth = 0 Then Bare = Bare & char
        End Select
    Next i
End Function
