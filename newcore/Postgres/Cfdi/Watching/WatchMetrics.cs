using System.Diagnostics.Metrics;
using Strangler.Cfdi.Stamping;
using Strangler.Postgres.Cfdi.Issuing;

namespace Strangler.Postgres.Cfdi.Watching;

/// <summary>What is counted of the watch, and what it last saw waiting. Labels are words of ours only.</summary>
public sealed class WatchMetrics
{
    private readonly Counter<long> _steps;
    private volatile WatchSight _sight = WatchSight.Nothing;
    private volatile ComplementSight _complements = ComplementSight.Nothing;
    private volatile PacBrakes? _brakes;

    /// <param name="meter">Of the host, or one of <see cref="StampingMetrics.MeterName"/>.</param>
    public WatchMetrics(Meter meter)
    {
        _steps = meter.CreateCounter<long>(
            "strangler_cfdi_steps", description: "Steps of the watch over fiscal documents, by how they ended.");
        meter.CreateObservableGauge(
            "strangler_cfdi_waiting", () => _sight.States.Select(state => new Measurement<long>(
                state.Value, new KeyValuePair<string, object?>("state", state.Key))),
            description: "Documents that are not stamped yet, or left to a person, by state.");
        meter.CreateObservableGauge(
            "strangler_cfdi_oldest_waiting_seconds", () => _sight.Oldest.TotalSeconds,
            description: "Age of the oldest document that waits for a stamp; at 72 hours (259200) SAT refuses it.");
        meter.CreateObservableGauge(
            "strangler_cfdi_complements_due", () => _complements.Due,
            description: "Payments whose document is not stamped.");
        meter.CreateObservableGauge(
            "strangler_cfdi_complements_soon", () => _complements.Soon,
            description: "... of which it is due within three days or overdue.");
        meter.CreateObservableGauge(
            "strangler_cfdi_complements_late", () => _complements.Late,
            description: "... of which the 5th of the next month is past.");
        meter.CreateObservableGauge(
            "strangler_cfdi_pac_left_alone", () => _brakes is { } brakes
                ? brakes.Pacs.Select(pac => new Measurement<int>(
                    brakes.IsOn(pac) ? 1 : 0, new KeyValuePair<string, object?>("pac", pac)))
                : [],
            description: "1: the PAC failed in a row and is tried with one document at a time.");
    }

    internal void Did(string step, string outcome) =>
        _steps.Add(1, new("step", step), new KeyValuePair<string, object?>("outcome", outcome));

    internal void Saw(WatchSight sight) => _sight = sight;

    internal void Saw(ComplementSight complements) => _complements = complements;

    internal void Shows(PacBrakes brakes) => _brakes = brakes;
}
