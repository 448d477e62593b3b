namespace Strangler.Postgres.Keys;

public enum ApiKeyRole
{
    /// <summary>May look.</summary>
    Viewer,

    /// <summary>May change routes, too.</summary>
    Admin,
}
