namespace Strangler.Core.Tariffs.Files;

/// <summary>What one file's readers share: its errors and its lines.</summary>
internal sealed class PlanReading(string file)
{
    /// <summary>As many as a person would mend before checking again.</summary>
    private const int Most = 500;

    public List<PlanError> Errors { get; } = [];

    public Dictionary<string, int> Lines { get; } = [];

    public void Add(JsonPart part, string message) => Add(part.Line, part.Path, message);

    public void Add(int line, string path, string message)
    {
        if (Errors.Count < Most)
        {
            Errors.Add(new PlanError(file, line, path, message));
        }
    }
}
