namespace Strangler.Tests.Integration.Strangling;

/// <summary>What X-Strangler-Answer says: who answered, under which mode of which routes, for which group.</summary>
internal sealed record Explanation(string By, string Mode, long Routes, string Group)
{
    /// <summary>Null where the gateway explained nothing.</summary>
    public static Explanation? Read(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("X-Strangler-Answer", out IEnumerable<string>? said))
        {
            return null;
        }

        Dictionary<string, string> parts = said.Single().Split("; ").Select(part => part.Split('=', 2))
            .ToDictionary(part => part[0], part => part[1]);
        return new Explanation(
            parts["by"], parts["mode"],
            long.Parse(parts["routes"], System.Globalization.CultureInfo.InvariantCulture), parts["group"]);
    }
}
