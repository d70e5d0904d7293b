; Models stay whatever is answered: they are rbee's, and other programs use them. Updating asks nothing.
!include LogicLib.nsh

!macro customUnInstall
  ${ifNot} ${isUpdated}
    ${if} $LANGUAGE == 1043
      StrCpy $R0 "De instellingen, de catalogus en de tokens van rbee Marketplace ook verwijderen?$\r$\n$\r$\nModellen blijven staan: $LOCALAPPDATA\rbee\models"
    ${else}
      StrCpy $R0 "Remove the settings, catalog and tokens of rbee Marketplace as well?$\r$\n$\r$\nModels stay where they are: $LOCALAPPDATA\rbee\models"
    ${endIf}
    ; Without anybody to ask (/S), all stays.
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$R0" /SD IDNO IDNO keepData
      RMDir /r "$LOCALAPPDATA\rbee-marketplace"
      RMDir /r "$APPDATA\rbee Marketplace"
    keepData:
  ${endIf}
!macroend
