namespace Strangler.Tests.Unit.Architecture;

/// <summary>Fails with every breach of a rule, a line each, as they all have to be mended.</summary>
internal static class Breaches
{
    private const int Shown = 60;

    public static void AssertNone(IEnumerable<string> breaches)
    {
        string[] found = [.. breaches];
        Assert.True(found.Length == 0, $"{found.Length} breaches:\n{string.Join('\n', found.Take(Shown))}");
    }
}
