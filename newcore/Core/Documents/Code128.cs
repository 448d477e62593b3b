namespace Strangler.Core.Documents;

/// <summary>
/// A bar code of printable ASCII (ISO/IEC 15417): digits in pairs where there are nothing but digits.
/// </summary>
public sealed class Code128
{
    /// <summary>Characters of one code; a longer one is no longer read by a hand scanner.</summary>
    public const int MostCharacters = 80;

    private const int SwitchToLetters = 100;
    private const int StartLetters = 104;
    private const int StartPairs = 105;
    private const int Stop = 106;
    private const int CheckModulus = 103;

    /// <summary>Widths of bar, gap, bar, gap, ... of each symbol by its value.</summary>
    private static readonly string[] Patterns =
    [
        "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
        "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
        "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
        "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
        "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
        "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
        "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
        "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
        "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
        "113141", "114131", "311141", "411131", "211412", "211214", "211232", "2331112",
    ];

    /// <exception cref="ArgumentException">There is nothing, too much, or something else than printable ASCII.
    /// </exception>
    public Code128(string text)
    {
        if (text.Length is 0 or > MostCharacters || text.Any(letter => letter is < ' ' or > '~'))
        {
            throw new ArgumentException($"A bar code has 1 to {MostCharacters} printable characters.", nameof(text));
        }

        List<int> symbols = text.Length > 1 && text.All(char.IsAsciiDigit) ? Pairs(text) : Letters(text);
        int check = symbols[0];
        for (int at = 1; at < symbols.Count; at++)
        {
            check += at * symbols[at];
        }

        symbols.Add(check % CheckModulus);
        symbols.Add(Stop);
        Stripes = [.. symbols.SelectMany(symbol => Patterns[symbol]).Select(width => width - '0')];
        Modules = Stripes.Sum();
    }

    /// <summary>Widths in modules, a bar first, then a gap, and so on; a bar is last.</summary>
    public IReadOnlyList<int> Stripes { get; }

    /// <summary>All of it, in modules.</summary>
    public int Modules { get; }

    private static List<int> Letters(string text) => [StartLetters, .. text.Select(ValueOf)];

    private static List<int> Pairs(string digits)
    {
        List<int> symbols = [StartPairs];
        for (int at = 0; at + 1 < digits.Length; at += 2)
        {
            symbols.Add(((digits[at] - '0') * 10) + digits[at + 1] - '0');
        }

        if (digits.Length % 2 != 0)
        {
            symbols.Add(SwitchToLetters);
            symbols.Add(ValueOf(digits[^1]));
        }

        return symbols;
    }

    private static int ValueOf(char letter) => letter - ' ';
}
