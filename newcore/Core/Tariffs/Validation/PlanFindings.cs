using Strangler.Core.Tariffs.Files;

namespace Strangler.Core.Tariffs.Validation;

/// <summary>Gathers what is wrong with one plan; of what could not even be read, reading has said enough.</summary>
internal sealed class PlanFindings(PlanFile file)
{
    /// <summary>As many as a person would mend before checking again.</summary>
    private const int Most = 500;

    private readonly List<PlanError> _errors = [];

    public IReadOnlyList<PlanError> Errors => _errors;

    public void Add(string path, string message)
    {
        if (_errors.Count < Most && !file.HasErrorAt(path))
        {
            _errors.Add(new PlanError(file.Name, file.LineOf(path), path, message));
        }
    }

    public void AddUnless(bool right, string path, string message)
    {
        if (!right)
        {
            Add(path, message);
        }
    }
}
