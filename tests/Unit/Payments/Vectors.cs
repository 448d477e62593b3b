using System.Text.Json;

namespace Strangler.Tests.Unit.Payments;

/// <summary>Recorded or published bodies and signatures of providers, each with its source.</summary>
internal static class Vectors
{
    public static JsonElement Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(
            File.ReadAllText(Repository.Shared($"payments/{name}.json")));
        return document.RootElement.Clone();
    }

    public static string Body(string name, string member) => Read(name).GetProperty(member).GetRawText();
}
