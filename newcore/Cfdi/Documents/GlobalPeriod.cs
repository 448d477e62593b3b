namespace Strangler.Cfdi.Documents;

/// <summary>What time a global document is for (InformacionGlobal).</summary>
/// <param name="Frequency">c_Periodicidad: 01 day, 02 week, 03 fortnight, 04 month, 05 two months.</param>
/// <param name="Months">c_Meses: 01 to 12, or 13 to 18 for two months.</param>
public sealed record GlobalPeriod(string Frequency, string Months, int Year);
