namespace Strangler.Core.Tariffs.Files;

/// <summary>What is wrong with a plan, and where.</summary>
/// <param name="File">Empty for a plan that came from no file.</param>
/// <param name="Line">From 1; 0 where there is none.</param>
/// <param name="Path">As in <c>charges[2].price.table.rows[4]</c>; empty for the whole file.</param>
public sealed record PlanError(string File, int Line, string Path, string Message)
{
    public override string ToString() =>
        (File.Length == 0 ? "" : Line == 0 ? $"{File}: " : $"{File}:{Line}: ") + (Path.Length == 0 ? "" : $"{Path}: ")
        + Message;
}
