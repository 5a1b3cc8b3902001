/**
 * Which scope each member of Google's services asks for, as far as the script uses it: of several that Google names, the
 * narrowest. Source: “Authorization” in Google's reference of each member (developers.google.com/apps-script/reference).
 * It says that `SpreadsheetApp.getActiveRangeList` takes the current spreadsheet's scope; in truth it fails with it.
 */

/** Members by scope and class; of events, what they tell. */
const membersByScope: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  /** Asks for nothing: what only describes, and what Google lets every script do. */
  none: {
    BooleanCondition: `
      getBackground getBold getCriteriaType getCriteriaValues getFontColor getItalic
      getStrikethrough getUnderline`,
    ConditionalFormatRule: 'copy getBooleanCondition getRanges',
    ConditionalFormatRuleBuilder: `
      build setBackground setBold setFontColor setRanges whenFormulaSatisfied whenTextEqualTo`,
    DataValidation: 'getAllowInvalid getCriteriaType getCriteriaValues getHelpText',
    DataValidationBuilder: `
      build requireDateBetween requireFormulaSatisfied requireNumberBetween
      requireNumberGreaterThanOrEqualTo requireValueInRange setAllowInvalid setHelpText`,
    DeveloperMetadataFinder: 'withKey',
    EmbeddedChartBuilder: 'asBarChart asColumnChart',
    EmbeddedColumnChartBuilder: `
      addRange build reverseCategories setColors setNumHeaders setOption setPosition setStacked
      setTitle`,
    HtmlOutput: 'setTitle',
    HtmlService: 'createHtmlOutputFromFile',
    Lock: 'hasLock releaseLock tryLock',
    LockService: 'getDocumentLock',
    Menu: 'addItem addSeparator addToUi',
    Properties: 'deleteProperty getProperty setProperty',
    PropertiesService: 'getDocumentProperties',
    Range: 'activate getFontColors getMergedRanges',
    Sheet: 'activate createDeveloperMetadataFinder newChart',
    SheetsOnEdit: 'range source',
    Spreadsheet: 'createDeveloperMetadataFinder getActiveSheet getRangeByName getSheetByName getSheets',
    SpreadsheetApp: `
      BorderStyle CopyPasteType DeveloperMetadataVisibility GroupControlTogglePosition
      ProtectionType SheetType TextDirection WrapStrategy flush getUi newConditionalFormatRule
      newDataValidation`,
    Ui: 'ButtonSet alert createMenu',
  },
  'spreadsheets.currentonly': {
    DeveloperMetadata: 'getLocation getValue remove setValue',
    DeveloperMetadataFinder: 'find',
    DeveloperMetadataLocation: 'getColumn',
    Filter: 'getColumnFilterCriteria getRange remove',
    NamedRange: 'getName getRange remove',
    Protection: `
      getUnprotectedRanges isWarningOnly remove setDescription setUnprotectedRanges
      setWarningOnly`,
    Range: `
      addDeveloperMetadata breakApart clearDataValidations copyTo createFilter getA1Notation
      getBackgrounds getColumn getDataValidations getDisplayValues getFontFamilies getFontLines
      getFontSizes getFontStyles getFontWeights getFormulas getHorizontalAlignments getNotes
      getNumColumns getNumRows getNumberFormats getRow getSheet getTextDirections getValues
      getVerticalAlignments getWrapStrategies merge setBackgrounds setDataValidations
      setFontColors setFontFamilies setFontLines setFontSizes setFontStyles setFontWeights
      setFormulas setHorizontalAlignments setNotes setNumberFormat setNumberFormats
      setTextDirections setValues setVerticalAlignments setWrapStrategies shiftColumnGroupDepth
      shiftRowGroupDepth`,
    RangeList: `
      clearContent getRanges setBackground setBorder setFontColor setFontFamily setFontLine
      setFontSize setFontStyle setFontWeight setHorizontalAlignment setNumberFormat
      setTextDirection setVerticalAlignment setWrapStrategy`,
    Sheet: `
      clear clearNotes copyTo deleteColumns deleteRows getCharts getColumnGroupControlPosition
      getConditionalFormatRules getDataRange getFilter getLastRow getMaxColumns getMaxRows
      getName getNamedRanges getParent getProtections getRange getRangeList
      getRowGroupControlPosition getSheetId getType hideColumns hideRows hideSheet insertChart
      insertColumnsAfter insertRowsAfter isColumnHiddenByUser isRowHiddenByUser isSheetHidden
      protect removeChart setColumnWidths setConditionalFormatRules setFrozenColumns
      setFrozenRows setHiddenGridlines setName setRowGroupControlPosition setRowHeights
      setTabColor showColumns showRows showSheet`,
    Spreadsheet: `
      addDeveloperMetadata deleteSheet getActiveRange getNamedRanges getSpreadsheetLocale
      getSpreadsheetTimeZone insertSheet moveActiveSheet setActiveSheet setNamedRange toast`,
    SpreadsheetApp: 'getActive getActiveSpreadsheet',
  },
  'script.container.ui': {
    Ui: 'showModalDialog showModelessDialog showSidebar',
  },
  /** All spreadsheets of the person: members that the script must not call. */
  spreadsheets: {
    SpreadsheetApp: 'create getActiveRangeList open openById openByUrl',
  },
};

/** The scope of each member, such as `Range.setValues`; `none` where it asks for none. */
export const scopeOf: ReadonlyMap<string, string> = new Map(
  Object.entries(membersByScope).flatMap(([scope, classes]) =>
    Object.entries(classes).flatMap(([name, members]) =>
      members
        .trim()
        .split(/\s+/)
        .map((member) => [`${name}.${member}`, scope] as const),
    ),
  ),
);
