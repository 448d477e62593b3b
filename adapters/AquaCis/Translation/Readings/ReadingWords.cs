namespace Strangler.AquaCis.Translation.Readings;

/// <summary>A reading's codes in words. A code that is not known stands for itself.</summary>
internal static class ReadingWords
{
    public const char Estimated = 'E';

    public static string Origin(string code) => code switch
    {
        "MA" => "MANUAL",
        "TE" => "TELELECTURA",
        "ES" => "ESTIMADA",
        _ => code,
    };

    public static string Kind(char code) => code switch
    {
        'L' => "PERIODICA",
        Estimated => "ESTIMADA",
        'F' => "FINAL",
        'I' => "INICIAL",
        _ => code.ToString(),
    };
}
