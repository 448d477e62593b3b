using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Strangler.Gateway.Observability;

/// <summary>
/// The measured values in Prometheus' text form, version 0.0.4. The published exporter does not restore
/// (docs/adr/0002); swapping it in is a change to this folder.
/// </summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private string _text = "";

    public Func<int, bool>? Collect { get; set; }

    /// <summary>Collects and writes; one at a time.</summary>
    public string Scrape()
    {
        lock (this)
        {
            Collect?.Invoke(5_000);
            return _text;
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        StringBuilder text = new();
        foreach (Metric metric in batch)
        {
            Write(text, metric);
        }

        _text = text.ToString();
        return ExportResult.Success;
    }

    private static void Write(StringBuilder text, Metric metric)
    {
        string name = NameOf(metric);
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {metric.Description.ReplaceLineEndings(" ")}\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE {name} {TypeOf(metric.MetricType)}\n");
        foreach (ref readonly MetricPoint point in metric.GetMetricPoints())
        {
            string labels = LabelsOf(point);
            if (metric.MetricType == MetricType.Histogram)
            {
                WriteHistogram(text, name, labels, point);
            }
            else
            {
                WriteSample(text, name, labels, ValueOf(metric.MetricType, point));
            }
        }
    }

    private static void WriteHistogram(StringBuilder text, string name, string labels, in MetricPoint point)
    {
        long below = 0;
        string separator = labels.Length == 0 ? "" : ",";
        foreach (HistogramBucket bucket in point.GetHistogramBuckets())
        {
            below += bucket.BucketCount;
            string bound = double.IsPositiveInfinity(bucket.ExplicitBound)
                ? "+Inf"
                : bucket.ExplicitBound.ToString(CultureInfo.InvariantCulture);
            WriteSample(text, name + "_bucket", $"{labels}{separator}le=\"{bound}\"", below);
        }

        WriteSample(text, name + "_sum", labels, point.GetHistogramSum());
        WriteSample(text, name + "_count", labels, point.GetHistogramCount());
    }

    private static void WriteSample(StringBuilder text, string name, string labels, double value)
    {
        string braces = labels.Length == 0 ? "" : $"{{{labels}}}";
        text.Append(CultureInfo.InvariantCulture, $"{name}{braces} {value}\n");
    }

    private static double ValueOf(MetricType type, in MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => point.GetSumLong(),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => point.GetSumDouble(),
        MetricType.LongGauge => point.GetGaugeLastValueLong(),
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        _ => double.NaN,
    };

    private static string TypeOf(MetricType type) => type switch
    {
        MetricType.Histogram => "histogram",
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        _ => "gauge",
    };

    private static string NameOf(Metric metric)
    {
        string name = string.Concat(metric.Name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
        return metric.MetricType is MetricType.LongSum or MetricType.DoubleSum ? name + "_total" : name;
    }

    private static string LabelsOf(in MetricPoint point)
    {
        List<string> labels = [];
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            string name = string.Concat(tag.Key.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '_'));
            labels.Add($"{name}=\"{Escape($"{tag.Value}")}\"");
        }

        return string.Join(',', labels);
    }

    private static string Escape(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
