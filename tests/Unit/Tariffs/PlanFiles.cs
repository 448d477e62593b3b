using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Strangler.Core.Tariffs.Files;
using Strangler.Core.Tariffs.Validation;

namespace Strangler.Tests.Unit.Tariffs;

/// <summary>The plan files of the repository, and variants of the showcase with one value changed.</summary>
internal static class PlanFiles
{
    public static string Showcase { get; } = Path.Combine(Repository.Root, "samples", "tariffs", "every-feature.json");

    public static IReadOnlyList<string> Catalogue { get; } = [.. Directory.GetFiles(
        Path.Combine(Repository.Root, "newcore", "Core", "Tariffs", "Catalogue"), "*.json")
            .Order(StringComparer.Ordinal)];

    public static PlanFile Read(string file) => PlanFileReader.Read(Path.GetFileName(file), File.ReadAllBytes(file));

    public static PlanFile Read(JsonNode plan, string name = "a.json") => Parse(plan.ToJsonString(), name);

    public static PlanFile Parse(string text, string name = "a.json") =>
        PlanFileReader.Read(name, Encoding.UTF8.GetBytes(text));

    /// <param name="changes">Path and JSON by turns: <c>charges[0].part</c>, <c>7</c>.</param>
    public static JsonNode With(params string[] changes)
    {
        JsonNode plan = JsonNode.Parse(File.ReadAllText(Showcase), documentOptions: SchemaCheck.Lenient)!;
        foreach (string[] change in changes.Chunk(2))
        {
            string[] steps = change[0].Replace("[", ".[", StringComparison.Ordinal).Split('.');
            JsonNode at = plan;
            foreach (string step in steps[..^1])
            {
                at = step[0] == '[' ? at[Index(step)]! : at[step]!;
            }

            JsonNode? value = JsonNode.Parse(change[1]);
            if (steps[^1][0] == '[')
            {
                at[Index(steps[^1])] = value;
            }
            else
            {
                at[steps[^1]] = value;
            }
        }

        return plan;
    }

    private static int Index(string step) => int.Parse(step.Trim('[', ']'), CultureInfo.InvariantCulture);

    /// <summary>Paths and messages, without file and line.</summary>
    public static string[] Errors(params JsonNode[] plans) =>
    [
        .. CatalogueValidator.Check([.. plans.Select((plan, i) => Read(plan, $"{i}.json"))])
            .Select(error => $"{error.Path}: {error.Message}"),
    ];
}
