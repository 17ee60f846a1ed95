(function () {
  'use strict';
  var root = document.documentElement;
  var button = document.getElementById('theme');
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }
  function name() { button.textContent = isDark() ? 'Light' : 'Dark'; }
  if (location.hash === '#dark' || location.hash === '#light') { root.dataset.theme = location.hash.slice(1); }
  button.hidden = false;
  name();
  button.addEventListener('click', function () {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    name();
  });
  addEventListener('beforeprint', function () {
    root.dataset.theme = 'light';
    document.querySelectorAll('details.signal').forEach(function (each) { each.open = true; });
  });

  // The figure's own units are 1,120 wide; the pointer's are the screen's.
  document.querySelectorAll('.chart').forEach(function (chart) {
    var svg = chart.querySelector('svg');
    var line = svg.querySelector('.cross');
    var readout = chart.querySelector('.readout');
    var data = JSON.parse(chart.querySelector('script').textContent);
    var candles = data.candles;
    function number(value) { return value === null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 3 }); }
    function price(value) { return (value / Math.pow(10, data.digits)).toFixed(data.digits); }
    svg.addEventListener('pointermove', function (event) {
      var box = svg.getBoundingClientRect();
      var x = (event.clientX - box.left) / box.width * svg.viewBox.baseVal.width;
      var low = 0, high = candles.length - 1;
      while (low < high) {
        var middle = (low + high) >> 1;
        if (candles[middle][0] < x) { low = middle + 1; } else { high = middle; }
      }
      if (low > 0 && x - candles[low - 1][0] < candles[low][0] - x) { low--; }
      var c = candles[low];
      line.setAttribute('x1', c[0]);
      line.setAttribute('x2', c[0]);
      line.style.visibility = 'visible';
      var at = new Date(c[1] * 1000).toISOString();
      readout.textContent = (data.frame >= 86400 ? at.slice(0, 10) : at.slice(5, 16).replace('T', ' '))
        + '  open ' + price(c[2]) + '  high ' + price(c[3]) + '  low ' + price(c[4]) + '  close ' + price(c[5])
        + '  volume ' + number(c[6]) + '  CVD ' + number(c[7]) + '  VPIN ' + number(c[8]);
    });
    svg.addEventListener('pointerleave', function () {
      line.style.visibility = 'hidden';
      readout.textContent = '';
    });
  });
}());
