; The setup of the program: Chinese, for one user, without administrator rights. Made by installer/build, which defines
; VERSION (x.y.z), LIST (the File lines), SETUP (the file to write) and, for tests, TRY.
;
; In the chosen folder:  program\        replaced whole by an upgrade (runtime, pkgs, app, licences)
;                        cppcc-desk.cmd  the commands
;                        uninstall.exe
; The office's data lies elsewhere and is never touched.
;
; An upgrade unpacks beside the old program and then changes two names. Stopped before, the old program is whole;
; stopped between the two, the next start of a setup puts the old one back or the new one in.
;
; Exit codes, for /S: 0 done, 3 this Windows will not do, 4 the program is running, 5 not installed, the old one is there.

!ifdef TRY
  Target amd64-unicode            ; starts under wine64 alone
  SetCompressor zlib
!else
  Target x86-unicode              ; starts on a 32-bit Windows too, and can say no there
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include x64.nsh
!include Win\COM.nsh
!include Win\Propkey.nsh

!define TITLE "政协社情民意工作台"
!define KEY "cppcc_desk"
!define APP_ID "CPPCC.Desk"       ; as in cppcc_desk/ui/taskbar.py: the button in the taskbar belongs to the shortcut
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${KEY}"
!define PROGRAM "$INSTDIR\program"
!define NEW "$INSTDIR\program.new"
!define OLD "$INSTDIR\program.old"
!define START "-X utf8 -m cppcc_desk"
!define LINK "${TITLE}.lnk"

Name "${TITLE}"
Caption "${TITLE} ${VERSION} 安装"
BrandingText "${TITLE} ${VERSION}"
OutFile "${SETUP}"
RequestExecutionLevel user
ManifestDPIAware true
InstallDir "$LOCALAPPDATA\Programs\${KEY}"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
AllowSkipFiles off
CRCCheck force
SetDateSave off                   ; the times of a checkout are in no two setups the same

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "第三方软件的许可证见安装后的 licences 文件夹"

!define MUI_ICON "program.ico"
!define MUI_UNICON "program.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "把 ${TITLE} ${VERSION} 装到这台电脑上，只给当前用户使用，不需要管理员权限，也不用联网。$\r$\n$\r$\n电脑上已有旧版本时，会换成这一版，数据不动。请先关闭正在使用的工作台。$\r$\n$\r$\n数据放在 $Data，不在程序的文件夹里。"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_TEXT "打开${TITLE}"
!define MUI_FINISHPAGE_RUN_FUNCTION OpenProgram
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将删除程序。数据保留在 $Data，不会删除；以后重新安装，打开就能接着用。"
!define MUI_FINISHPAGE_TEXT "安装完成。$\r$\n$\r$\n以后双击桌面上的图标就能打开。"

Var Data
Var Before

!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "程序已删除"
!define MUI_FINISHPAGE_TEXT "数据保留在：$\r$\n$\r$\n$Data$\r$\n$\r$\n确实不再需要时，可以自行删除这个文件夹。"
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "SimpChinese"

; --- what both the setup and the uninstaller do ----------------------------------------------------------------------

; A sentence, and the end. /S shows no window: the code has to tell.
!macro Refuse CODE SENTENCE
  MessageBox MB_OK|MB_ICONSTOP "${SENTENCE}" /SD IDOK
  SetErrorLevel ${CODE}
  Quit
!macroend
!define Refuse "!insertmacro Refuse"

!macro Shared UN
; Where the program keeps the office's data: cppcc_desk/paths.py.
Function ${UN}FindData
  ReadEnvStr $Data "CPPCC_DESK_DATA"
  ${If} $Data == ""
    StrCpy $Data "$LOCALAPPDATA\cppcc_desk"
    ClearErrors
    FileOpen $0 "$Data\place.txt" r
    ${IfNot} ${Errors}
      FileReadUTF16LE $0 $1
      FileClose $0
      ${If} $1 != ""
        StrCpy $Data $1
      ${EndIf}
    ${EndIf}
  ${EndIf}
FunctionEnd

; Windows lets nobody write to the file of a running program.
Function ${UN}RefuseWhileRunning
  ${If} ${FileExists} "$INSTDIR\program\runtime\pythonw.exe"
    again:
    ClearErrors
    FileOpen $0 "$INSTDIR\program\runtime\pythonw.exe" a
    FileClose $0
    FileOpen $0 "$INSTDIR\program\runtime\python.exe" a
    FileClose $0
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正在运行，没有作任何改动。请先关闭它，再点“重试”。" /SD IDCANCEL IDRETRY again
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd
!macroend
!insertmacro Shared ""
!insertmacro Shared "un."

; --- setup -----------------------------------------------------------------------------------------------------------

Function .onInit
  ${IfNot} ${RunningX64}
    ${Refuse} 3 "这台电脑装的是 32 位 Windows，${TITLE}需要 64 位的 Windows 10（1809 以后）或 Windows 11。没有作任何改动。"
  ${EndIf}
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    ${Refuse} 3 "这台电脑的 Windows 版本太旧，${TITLE}需要 64 位的 Windows 10（1809 以后）或 Windows 11。没有作任何改动。"
  ${EndIf}
  Call FindData
FunctionEnd

; An upgrade that was stopped between the two names left no `program`.
Function MendStopped
  ${If} ${FileExists} "${OLD}\*.*"
  ${AndIfNot} ${FileExists} "${PROGRAM}\*.*"
    Rename "${OLD}" "${PROGRAM}"
  ${EndIf}
  RMDir /r "${NEW}"
  RMDir /r "${OLD}"
FunctionEnd

; Puts the new folder in the old one's place, or leaves the old one there and the error flag set. ${Errors} clears it.
Function Replace
  ClearErrors
  ${If} ${FileExists} "${PROGRAM}\*.*"
    Rename "${PROGRAM}" "${OLD}"
  ${EndIf}
  ${If} ${Errors}
    SetErrors
  ${Else}
    Rename "${NEW}" "${PROGRAM}"
    ${If} ${Errors}
      Rename "${OLD}" "${PROGRAM}"
      SetErrors
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  SetDetailsPrint none
  ${If} ${FileExists} "${PROGRAM}\*.*"
  ${AndIfNot} ${FileExists} "${PROGRAM}\runtime\pythonw.exe"
    ${Refuse} 5 "“${PROGRAM}”里是别的东西，没有作任何改动。请换一个文件夹安装。"
  ${EndIf}
  Call MendStopped
  Call RefuseWhileRunning
  ReadRegStr $Before HKCU "${ENTRY}" "DisplayVersion"

  ClearErrors
  !include "${LIST}"
  SetOutPath "$INSTDIR"           ; out of the folder whose name is to change
  ${If} ${Errors}
    RMDir /r "${NEW}"
    ${Refuse} 5 "没有装上：文件没有全部写到“$INSTDIR”。原来的程序和数据没有改动。请看看磁盘空间，或换一个文件夹。"
  ${EndIf}
  Call RefuseWhileRunning         ; somebody may have opened it meanwhile
  Call Replace
  ${If} ${Errors}                 ; a virus scanner still reads the new files
    Sleep 3000
    Call Replace
  ${EndIf}
  ${If} ${Errors}
    RMDir /r "${NEW}"
    ${Refuse} 5 "没有装上：程序的文件夹正被占用。原来的程序和数据没有改动。请重新启动电脑后再装。"
  ${EndIf}
  RMDir /r "${OLD}"

  File "cppcc-desk.cmd"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "${PROGRAM}\program.ico"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1

  StrCpy $1 "$SMPROGRAMS\${LINK}"
  Call Link
  ${If} $Before == ""              ; who has thrown the icon away does not want it back with each upgrade
    StrCpy $1 "$DESKTOP\${LINK}"
    Call Link
  ${EndIf}
SectionEnd

; A shortcut at $1. The working folder is $INSTDIR, set by SetOutPath.
Function Link
  CreateShortcut "$1" "${PROGRAM}\runtime\pythonw.exe" "${START}" "${PROGRAM}\program.ico"
  !insertmacro ComHlpr_CreateInProcInstance ${CLSID_ShellLink} ${IID_IShellLink} r0 ""
  ${If} $0 P<> 0
    ${IUnknown::QueryInterface} $0 '("${IID_IPersistFile}",.r2)'
    ${IUnknown::QueryInterface} $0 '("${IID_IPropertyStore}",.r3)'
    ${If} $2 P<> 0
    ${AndIf} $3 P<> 0
      ${IPersistFile::Load} $2 '("$1", ${STGM_READWRITE})'
      System::Call '*(&w64 "${APP_ID}")p.r4'
      System::Call '*${SYSSTRUCT_PROPERTYKEY}(${PKEY_AppUserModel_ID})p.r5'
      System::Call '*(&i2 ${VT_LPWSTR},&i6,p r4,p)p.r6'    ; a PROPVARIANT
      ${IPropertyStore::SetValue} $3 '($5,$6)'
      ${IPropertyStore::Commit} $3 ""
      ${IPersistFile::Save} $2 '("$1",1)'
      System::Free $4
      System::Free $5
      System::Free $6
    ${EndIf}
    ${IUnknown::Release} $3 ""
    ${IUnknown::Release} $2 ""
    ${IUnknown::Release} $0 ""
  ${EndIf}
FunctionEnd

Function OpenProgram
  SetOutPath "$INSTDIR"
  Exec '"${PROGRAM}\runtime\pythonw.exe" ${START}'
FunctionEnd

; --- uninstaller -----------------------------------------------------------------------------------------------------

Function un.onInit
  Call un.FindData
FunctionEnd

Section Uninstall
  SetDetailsPrint none
  Call un.RefuseWhileRunning
  Delete "$SMPROGRAMS\${LINK}"
  Delete "$DESKTOP\${LINK}"
  RMDir /r "${PROGRAM}"
  RMDir /r "${NEW}"
  RMDir /r "${OLD}"
  Delete "$INSTDIR\cppcc-desk.cmd"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"                ; only when nothing of anybody else's is in it
  DeleteRegKey HKCU "${ENTRY}"
SectionEnd
