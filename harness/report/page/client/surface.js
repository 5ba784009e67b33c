// Draws validation surfaces as tables: window.validationSurface(method, ramp) gives an element.
(() => {
  function element(name, properties = {}, children = []) {
    const node = Object.assign(document.createElement(name), properties);
    node.append(...children);
    return node;
  }

  function channels(hex) {
    return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  }

  function colourAt(ramp, share) {
    const place = share * (ramp.length - 1);
    const index = Math.min(ramp.length - 2, Math.floor(place));
    const [low, high] = [channels(ramp[index]), channels(ramp[index + 1])];
    return low.map((value, i) => Math.round(value + (place - index) * (high[i] - value)));
  }

  // relative luminance of WCAG, to choose the ink that reads on a colour
  function luminance(rgb) {
    const [r, g, b] = rgb.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function heatTable(method, ramp, down, across) {
    const [i, j] = down < across ? [down, across] : [across, down];
    const values = method.surfaces[`${i}-${j}`];
    const [rows, columns] = [method.axes[down], method.axes[across]];
    const width = method.axes[j].values.length;
    const at = (r, c) => (down < across ? values[r * width + c] : values[c * width + r]);
    const low = Math.min(...values);
    const range = Math.max(1, Math.max(...values) - low);
    const body = rows.values.map((value, r) => {
      const cells = columns.values.map((_, c) => {
        const rgb = colourAt(ramp, (at(r, c) - low) / range);
        const cell = element("td", { textContent: (at(r, c) / 10).toFixed(1) });
        cell.style.background = `rgb(${rgb.join(" ")})`;
        cell.style.color = luminance(rgb) > 0.179 ? "#000" : "#fff";
        if (method.chosen[down] === r && method.chosen[across] === c) {
          cell.className = "chosen";
          cell.append(element("span", { className: "vh", textContent: " chosen" }));
        }
        return cell;
      });
      return element("tr", {}, [element("th", { scope: "row", textContent: value }), ...cells]);
    });
    const head = [`${rows.name} \\ ${columns.name}`, ...columns.values].map((text) =>
      element("th", { scope: "col", textContent: text }),
    );
    return element("table", { className: "heat" }, [
      element("caption", {
        className: "vh",
        textContent: `Validation accuracy in percent by ${rows.name} and ${columns.name}`,
      }),
      element("thead", {}, [element("tr", {}, head)]),
      element("tbody", {}, body),
    ]);
  }

  function axisSelect(method, label, chosen, onChange) {
    const select = element(
      "select",
      {},
      method.axes.map(({ name }, index) =>
        element("option", { value: String(index), textContent: name, selected: index === chosen }),
      ),
    );
    select.addEventListener("change", () => onChange(Number(select.value)));
    return element("label", {}, [`${label} `, select]);
  }

  window.validationSurface = (method, ramp) => {
    let [down, across] = [method.first[1], method.first[0]];
    const place = element("div");
    function draw() {
      const choose = (axis) => (value) => {
        // the other axis gives way: a surface has two different ones
        if (axis === "down") [down, across] = [value, value === across ? down : across];
        else [down, across] = [value === down ? across : down, value];
        draw();
      };
      const selects = element("div", { className: "axes" }, [
        axisSelect(method, "Across", across, choose("across")),
        axisSelect(method, "Down", down, choose("down")),
      ]);
      const scroll = element("div", { className: "scroll", tabIndex: 0 }, [
        heatTable(method, ramp, down, across),
      ]);
      scroll.setAttribute("role", "region");
      scroll.setAttribute("aria-label", "Validation surface");
      place.replaceChildren(...(method.axes.length > 2 ? [selects] : []), scroll);
    }
    draw();
    return place;
  };
})();
