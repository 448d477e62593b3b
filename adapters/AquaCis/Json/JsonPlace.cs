using System.Text;

namespace Strangler.AquaCis.Json;

/// <summary>Where in a document the reader stands: written out only when something is wrong there.</summary>
internal sealed class JsonPlace
{
    /// <summary>Longest name of a caller's own that is repeated to it.</summary>
    private const int LongestName = 64;

    private readonly List<object> _steps = [];

    public void Enter(string field) => _steps.Add(field);

    public void Enter(int index) => _steps.Add(index);

    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    public JsonMistakeException Mistake(string message) => new(ToString(), message);

    /// <summary>At a property that the contract does not have.</summary>
    public JsonMistakeException MistakeAt(string name, string message)
    {
        string shown = name.Length > LongestName ? name[..LongestName] + "..." : name;
        return new JsonMistakeException($"{this}/{Escape(shown)}", message);
    }

    public override string ToString()
    {
        StringBuilder pointer = new();
        foreach (object step in _steps)
        {
            pointer.Append('/').Append(step is string name ? Escape(name) : step);
        }

        return pointer.ToString();
    }

    private static string Escape(string name) => name.Replace("~", "~0").Replace("/", "~1");
}
