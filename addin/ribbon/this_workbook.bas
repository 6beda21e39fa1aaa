Option Explicit

' Once Excel is idle: at this moment it may not have a window yet.
Private Sub Workbook_Open()
    Application.OnTime Now, "'" & ThisWorkbook.Name & "'!JixiaoDescribeFunctions"
End Sub
