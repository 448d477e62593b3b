namespace Strangler.Cfdi.Cancelling;

/// <summary>What SAT says about a document.</summary>
public abstract record StatusOutcome
{
    private StatusOutcome() { }

    public sealed record Known(SatStatus Status) : StatusOutcome;

    /// <summary>SAT has no such document; of a new one that is true for minutes.</summary>
    public sealed record NotFound : StatusOutcome;

    public sealed record Unknown(string Reason) : StatusOutcome;

    /// <param name="code">CodigoEstatus.</param>
    /// <param name="state">Estado.</param>
    public static StatusOutcome From(string code, string state, string cancelable, string progress) => state switch
    {
        "Vigente" => new Known(new SatStatus(false, CancelabilityOf(cancelable), ProgressOf(progress))),
        "Cancelado" => new Known(new SatStatus(true, Cancelability.No, ProgressOf(progress))),
        "No Encontrado" => new NotFound(),
        _ => new Unknown(code.StartsWith("N - 60", StringComparison.Ordinal) ? code[4..7] : "no-state"),
    };

    private static Cancelability CancelabilityOf(string text) => text switch
    {
        "Cancelable sin aceptación" => Cancelability.AtOnce,
        "Cancelable con aceptación" => Cancelability.WithAcceptance,
        _ => Cancelability.No,
    };

    private static CancellationProgress ProgressOf(string text) => text switch
    {
        "En proceso" => CancellationProgress.Waiting,
        "Solicitud rechazada" => CancellationProgress.Rejected,
        "Plazo vencido" => CancellationProgress.Lapsed,
        "Cancelado con aceptación" => CancellationProgress.Accepted,
        "Cancelado sin aceptación" => CancellationProgress.AtOnce,
        _ => CancellationProgress.None,
    };
}
