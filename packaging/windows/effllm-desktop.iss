; Inno Setup 6: makes an installer from dist\effllm-desktop. See README.md beside this file.
; Not run here.

#ifndef Version
  #error Say which version: iscc /DVersion=0.1.0 effllm-desktop.iss
#endif

[Setup]
AppId={{B7A1D4E2-6D2B-4F0C-9B57-3F6D2C1E8A45}
AppName=EffLLM Desktop
AppVersion={#Version}
AppPublisher=The EffLLM Desktop authors
DefaultDirName={autopf}\EffLLM Desktop
DefaultGroupName=EffLLM Desktop
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
ChangesEnvironment=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\effllm-desktop.ico
UninstallDisplayIcon={app}\effllm-desktop.exe
OutputDir=..\..\dist
OutputBaseFilename=effllm-desktop-{#Version}-setup
Compression=lzma2
SolidCompression=yes

[Tasks]
Name: path; Description: "Make the command effllm known to the command line"

[Files]
Source: "..\..\dist\effllm-desktop\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\EffLLM Desktop"; Filename: "{app}\effllm-desktop.exe"

[Registry]
Root: HKA; Subkey: "Environment"; ValueType: expandsz; ValueName: "Path"; \
    ValueData: "{olddata};{app}"; Tasks: path; Check: NeedsAddPath(ExpandConstant('{app}'))

[Code]
function NeedsAddPath(Folder: string): Boolean;
var
  Path: string;
begin
  if not RegQueryStringValue(HKA, 'Environment', 'Path', Path) then
    Path := '';
  Result := Pos(';' + Uppercase(Folder) + ';', ';' + Uppercase(Path) + ';') = 0;
end;
